package dev.portcullis.doctor;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The one who asks AWS, and how long that one may go on. */
final class IdentityFacts {
    private final AccountClients clients;
    private final InstantSource clock;
    private String account = "";

    IdentityFacts(AccountClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /** Its first row is the identity. */
    List<Fact> all(String region) {
        try {
            GetCallerIdentityResponse identity = clients.sts(region).getCallerIdentity();
            account = identity.account();
            return List.of(FactKind.AWS_IDENTITY.holds("", identity.arn()), session());
        } catch (SdkException e) {
            AccountRefusal refusal = AccountRefusal.of("sts:GetCallerIdentity", e);
            return List.of(FactKind.AWS_IDENTITY.fails("", refusal.found(), refusal.remedy()));
        }
    }

    /** Known once the identity is. */
    String account() {
        return account;
    }

    private Fact session() {
        Optional<Instant> end = clients.credentials().resolveCredentials().expirationTime();
        return end.map(at -> FactKind.AWS_SESSION.of(
                        "", !AwsFacts.isSoon(at, clock.instant()), "until " + at, "Sign in again before a deployment"))
                .orElseGet(() -> FactKind.AWS_SESSION.notAsked("", "the credentials name no end"));
    }
}
