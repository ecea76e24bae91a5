package dev.portcullis.infra.identity;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.aws.iam.OpenIdConnectProvider;
import com.pulumi.aws.iam.OpenIdConnectProviderArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.infra.stack.StackContext;
import dev.portcullis.infra.stack.Trust;
import dev.portcullis.settings.IdentitySettings;
import dev.portcullis.settings.value.UserArn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two roles for workflows, which GitHub's tokens open, and up to three for people, which a second factor opens. */
final class IdentityRoles extends ComponentResource {
    /** An hour: the shortest that a role can be limited to, and longer than any update. */
    private static final int SESSION_SECONDS = 3600;

    private final Map<String, Output<String>> roleArns = new LinkedHashMap<>();

    IdentityRoles(String name, StackContext place, IdentitySettings settings, GrantedRights rights) {
        super("portcullis:index:IdentityRoles", name, place.component());
        CustomResourceOptions child = under(this).build();
        Output<String> provider = settings.githubProviderExists()
                ? place.arns().applyValue(Trust::githubProvider)
                : new OpenIdConnectProvider(
                                name + "-github",
                                OpenIdConnectProviderArgs.builder()
                                        .url("https://" + Trust.GITHUB)
                                        .clientIdLists(Trust.AUDIENCE)
                                        .build(),
                                child)
                        .arn();
        role(name, place, IdentityRole.PREVIEW, provider.applyValue(arn -> Trust.preview(arn, settings)), rights);
        role(name, place, IdentityRole.DEPLOY, provider.applyValue(arn -> Trust.deploy(arn, settings)), rights);
        person(name, place, IdentityRole.READONLY, settings.readonlyUsers(), rights);
        person(name, place, IdentityRole.OPERATOR, settings.operatorUsers(), rights);
        person(name, place, IdentityRole.DEPLOYER, settings.deployerUsers(), rights);
        registerOutputs(Map.of());
    }

    /** Part of the role's name to its ARN. */
    Map<String, Output<String>> roleArns() {
        return roleArns;
    }

    private void person(String name, StackContext place, IdentityRole kind, List<UserArn> users, GrantedRights rights) {
        if (!users.isEmpty()) {
            role(name, place, kind, Output.of(Trust.people(users)), rights);
        }
    }

    private void role(
            String name, StackContext place, IdentityRole kind, Output<PolicyDocument> trust, GrantedRights rights) {
        CustomResourceOptions child = under(this).build();
        Role role = new Role(
                name + "-" + kind.part(),
                RoleArgs.builder()
                        .name(place.names().of(kind.part()))
                        .assumeRolePolicy(trust.applyValue(PolicyDocument::json))
                        .maxSessionDuration(SESSION_SECONDS)
                        .build(),
                child);
        for (RightsPart part : kind.rights()) {
            new RolePolicyAttachment(
                    name + "-" + kind.part() + "-" + part.part(),
                    RolePolicyAttachmentArgs.builder()
                            .role(role.name())
                            .policyArn(rights.arn(part))
                            .build(),
                    child);
        }
        roleArns.put(kind.part(), role.arn());
    }
}
