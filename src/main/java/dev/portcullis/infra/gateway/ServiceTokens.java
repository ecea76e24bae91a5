package dev.portcullis.infra.gateway;

import dev.portcullis.infra.cloudflare.ZeroTrustAccessServiceToken;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessServiceTokenArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustAccessPolicyIncludeArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustAccessPolicyIncludeServiceTokenArgs;
import dev.portcullis.infra.stack.Site;
import dev.portcullis.settings.Client;
import dev.portcullis.settings.OperatorsToken;
import dev.portcullis.settings.value.GoDuration;
import java.time.Instant;
import java.util.Optional;

/** Service tokens with their rotation, the same for a client and for the operators. */
final class ServiceTokens {
    /** The end of a secret that must stop at once; a fixed time, because a moving one would be a change on every run. */
    private static final Instant LONG_PAST = Instant.parse("2000-01-01T00:00:00Z");

    private ServiceTokens() {}

    static ZeroTrustAccessServiceTokenArgs client(Site site, String account, Client client) {
        return token(
                site, account, client.name().value(), client.duration(), client.secretVersion(), client.graceUntil());
    }

    static ZeroTrustAccessServiceTokenArgs operators(Site site, String account, OperatorsToken token) {
        return token(site, account, "operators", token.duration(), token.secretVersion(), token.graceUntil());
    }

    /** Admits the holder of one token. */
    static ZeroTrustAccessPolicyIncludeArgs include(ZeroTrustAccessServiceToken token) {
        return ZeroTrustAccessPolicyIncludeArgs.builder()
                .serviceToken(ZeroTrustAccessPolicyIncludeServiceTokenArgs.builder()
                        .tokenId(token.id())
                        .build())
                .build();
    }

    private static ZeroTrustAccessServiceTokenArgs token(
            Site site, String account, String name, GoDuration duration, int version, Optional<Instant> graceUntil) {
        ZeroTrustAccessServiceTokenArgs.Builder token = ZeroTrustAccessServiceTokenArgs.builder()
                .accountId(account)
                .name(site.names().of(name))
                .duration(duration.text());
        if (version > 1) {
            // The provider takes the two together or not at all, and leaving them out again would rotate once more.
            token.clientSecretVersion((double) version)
                    .previousClientSecretExpiresAt(graceUntil.orElse(LONG_PAST).toString());
        }
        return token.build();
    }
}
