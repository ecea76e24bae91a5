package dev.portcullis.doctor;

import dev.portcullis.settings.IdentitySettings;
import dev.portcullis.settings.value.ResourceNames;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.OpenIDConnectProviderListEntry;
import software.amazon.awssdk.services.iam.model.Tag;

/** GitHub's OIDC provider, of which an account has one: the stack's own, another's, or none. */
final class ProviderFacts {
    private static final String GITHUB = ":oidc-provider/token.actions.githubusercontent.com";

    private final IdentitySettings settings;
    private final AccountClients account;

    ProviderFacts(IdentitySettings settings, AccountClients account) {
        this.settings = settings;
        this.account = account;
    }

    Fact fact() {
        return AwsFacts.asked(FactKind.OIDC_PROVIDER, "", "iam:ListOpenIDConnectProviders", () -> {
            Optional<String> arn = account.iam().listOpenIDConnectProviders().openIDConnectProviderList().stream()
                    .map(OpenIDConnectProviderListEntry::arn)
                    .filter(each -> each.endsWith(GITHUB))
                    .findFirst();
            String set = "pulumi config set portcullis:githubProviderExists %s --stack " + settings.stackName();
            if (settings.githubProviderExists()) {
                return FactKind.OIDC_PROVIDER
                        .of("", arn.isPresent(), arn.orElse("none"), set.formatted("false"))
                        .expecting("one, as portcullis:githubProviderExists says");
            }
            boolean isInTheWay = arn.isPresent() && !isOwn(arn.get());
            return FactKind.OIDC_PROVIDER
                    .of(
                            "",
                            !isInTheWay,
                            arn.isEmpty() ? "none" : isInTheWay ? arn.get() : "the stack's own",
                            set.formatted("true"))
                    .expecting("none, or the stack's own");
        });
    }

    private boolean isOwn(String arn) {
        List<Tag> tags = account.iam()
                .getOpenIDConnectProvider(request -> request.openIDConnectProviderArn(arn))
                .tags();
        return tags.stream()
                .anyMatch(tag ->
                        tag.key().equals(ResourceNames.STACK_TAG) && tag.value().equals(settings.stackName()));
    }
}
