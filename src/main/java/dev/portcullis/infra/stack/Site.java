package dev.portcullis.infra.stack;

import com.pulumi.aws.Provider;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.settings.Settings;
import dev.portcullis.settings.value.ResourceNames;
import java.util.Optional;
import java.util.function.Function;

/** The settings and the place that every component of a gateway stack shares. */
public record Site(Settings settings, StackContext place) {

    public String region() {
        return place.region();
    }

    public ResourceNames names() {
        return place.names();
    }

    public Output<Arns> arns() {
        return place.arns();
    }

    public Provider aws() {
        return place.aws();
    }

    public Output<String> policy(Function<Arns, PolicyDocument> document) {
        return place.policy(document);
    }

    public ComponentResourceOptions component() {
        return place.component();
    }

    /** A role that carries the boundary, without which CI could not make it. */
    public RoleArgs.Builder role(String part) {
        RoleArgs.Builder role = RoleArgs.builder().name(names().of(part));
        boundary().ifPresent(role::permissionsBoundary);
        return role;
    }

    /** The ARN of the permission boundary that every role of the gateway carries when an identity stack is named. */
    private Optional<Output<String>> boundary() {
        return settings.account()
                .identityStack()
                .map(identity -> new ResourceNames(identity.value()))
                .map(identity -> arns().applyValue(arns -> arns.in(identity).policy(Arns.BOUNDARY)));
    }
}
