package dev.portcullis.infra.stack;

import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.settings.IdentitySettings;
import dev.portcullis.settings.value.UserArn;
import java.util.List;

/**
 * The principals that may take a role. Every value is compared whole: a wildcard in a subject would admit a fork, a
 * pull request or a stranger's repository.
 *
 * <p>STS knows GitHub's claims {@code sub}, {@code aud} and, since January 2026, {@code ref}. The subject of a job in an
 * environment does not tell its branch.
 */
public final class Trust {
    public static final String GITHUB = "token.actions.githubusercontent.com";
    public static final String AUDIENCE = "sts.amazonaws.com";
    private static final String HOUR = "3600";

    private Trust() {}

    public static String githubProvider(Arns arns) {
        return arns.global("iam", "oidc-provider/" + GITHUB);
    }

    /** Accepts any branch: the environment sees to it that a reviewer has looked at the code. */
    public static PolicyDocument preview(String provider, IdentitySettings settings) {
        return PolicyDocument.of(workflow(provider, settings, settings.previewEnvironment()));
    }

    public static PolicyDocument deploy(String provider, IdentitySettings settings) {
        return PolicyDocument.of(workflow(provider, settings, settings.deployEnvironment())
                .when("StringEquals", GITHUB + ":ref", "refs/heads/" + settings.mainBranch()));
    }

    public static PolicyDocument people(List<UserArn> users) {
        String[] arns = users.stream().map(UserArn::value).toArray(String[]::new);
        return PolicyDocument.of(Statement.trust("AWS", arns)
                .when("Bool", "aws:MultiFactorAuthPresent", "true")
                .when("NumericLessThan", "aws:MultiFactorAuthAge", HOUR));
    }

    private static Statement workflow(String provider, IdentitySettings settings, String environment) {
        return Statement.trustTokens(provider)
                .when("StringEquals", GITHUB + ":aud", AUDIENCE)
                .when(
                        "StringEquals",
                        GITHUB + ":sub",
                        "repo:" + settings.githubRepository() + ":environment:" + environment);
    }
}
