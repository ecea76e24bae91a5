package dev.portcullis.settings;

import dev.portcullis.settings.value.Region;
import dev.portcullis.settings.value.Repository;
import dev.portcullis.settings.value.StackName;
import dev.portcullis.settings.value.UserArn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Asks for every key of an identity stack once, in the order of {@code Pulumi.yaml}. */
final class IdentityReader {
    /** GitHub writes a colon in an environment's name as {@code %3A} into the subject; such names are not taken. */
    private static final Pattern ENVIRONMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** The characters that Git allows, without those that would be a wildcard or a variable in a policy. */
    private static final Pattern BRANCH = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,199}");

    private static final String USER = "the ARN of an IAM user such as arn:aws:iam::123456789012:user/name";
    /** A role's trust policy has room for 2,048 characters. */
    private static final int MOST_USERS = 10;

    private final RawConfig raw;

    IdentityReader(RawConfig raw) {
        this.raw = raw;
    }

    Optional<IdentitySettings> read(String stackName) {
        StackName.check(stackName, raw.problems());
        raw.refuseUnknownKeys();
        var region = raw.get(Key.REGION).as("a region of AWS's commercial partition such as eu-west-1", Region::new);
        var gatewayStack = gatewayStack(stackName);
        var repository = raw.get(Key.GITHUB_REPOSITORY)
                .as(
                        "a GitHub repository as OWNER@OWNER_ID/NAME@REPOSITORY_ID, or OWNER/NAME where its OIDC subject"
                                + " has no numbers",
                        Repository::new);
        var mainBranch = raw.get(Key.MAIN_BRANCH)
                .as("a branch such as main, without a wildcard", text -> RawValue.matching(BRANCH, text));
        var preview = environment(Key.PREVIEW_ENVIRONMENT);
        var deploy = deployEnvironment(preview);
        var exists = raw.get(Key.GITHUB_PROVIDER_EXISTS).bool();
        var readonly = users(Key.READONLY_USERS);
        var operators = users(Key.OPERATOR_USERS);
        var deployers = users(Key.DEPLOYER_USERS);
        return raw.ifSound(() -> new IdentitySettings(
                stackName,
                region.orElseThrow(),
                gatewayStack.orElseThrow(),
                repository.orElseThrow(),
                mainBranch.orElseThrow(),
                preview.orElseThrow(),
                deploy.orElseThrow(),
                exists.orElseThrow(),
                List.copyOf(readonly),
                List.copyOf(operators),
                List.copyOf(deployers)));
    }

    private Optional<StackName> gatewayStack(String stackName) {
        RawValue value = raw.get(Key.GATEWAY_STACK);
        Optional<StackName> gateway = value.as("the name of the gateway stack such as prod", StackName::new);
        if (gateway.filter(name -> name.value().equals(stackName)).isPresent()) {
            value.refuse("another stack than this one", value.set("prod"));
        }
        return gateway;
    }

    private Optional<String> environment(Key key) {
        return raw.get(key)
                .as(
                        "an environment of the repository: letters, digits, dots, hyphens and underscores",
                        text -> RawValue.matching(ENVIRONMENT, text));
    }

    /** One environment for both would let everyone who may preview also deploy. GitHub ignores case in their names. */
    private Optional<String> deployEnvironment(Optional<String> preview) {
        Optional<String> deploy = environment(Key.DEPLOY_ENVIRONMENT);
        if (deploy.isPresent() && preview.isPresent() && deploy.get().equalsIgnoreCase(preview.get())) {
            RawValue value = raw.get(Key.DEPLOY_ENVIRONMENT);
            value.refuse("another environment than " + Key.PREVIEW_ENVIRONMENT.full(), value.set("production"));
        }
        return deploy;
    }

    private Set<UserArn> users(Key key) {
        RawValue value = raw.get(key);
        Set<UserArn> users = value.list("a list of ARNs of IAM users", item -> item.as(USER, UserArn::new));
        if (users.size() > MOST_USERS) {
            value.refuse(
                    "at most " + MOST_USERS + " users, since a trust policy is no longer than that",
                    users.size() + " users",
                    "Name fewer users");
        }
        return users;
    }
}
