package dev.portcullis.gate.access;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.portcullis.gate.config.GateConfig;
import dev.portcullis.gate.exchange.Denied;
import dev.portcullis.settings.value.ClientName;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Identifies the caller by the assertion that Cloudflare Access signed for a client's service token. */
public final class AccessTokens {
    public static final String HEADER = "cf-access-jwt-assertion";

    private final AssertionCheck check;
    private final Map<String, ClientName> clients;

    public AccessTokens(GateConfig.Access access, Map<String, ClientName> clients, SigningKeys keys, Clock clock) {
        this.check = new AssertionCheck(access, keys, clock);
        this.clients = clients;
    }

    /**
     * The caller's name, or a failure with {@link Denied}. Completed at once unless the keys have to be fetched.
     *
     * @param headers all values of {@link #HEADER}: two tokens are as bad as none
     */
    public CompletionStage<ClientName> client(List<String> headers) {
        return check.check(headers, this::named);
    }

    private ClientName named(JWTClaimsSet claims) throws Denied {
        ClientName client = claims.getClaim("common_name") instanceof String id ? clients.get(id) : null;
        if (client == null) {
            throw AssertionCheck.invalid("names a client that this gateway does not know");
        }
        return client;
    }
}
