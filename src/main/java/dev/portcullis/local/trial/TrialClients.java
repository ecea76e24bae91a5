package dev.portcullis.local.trial;

import dev.portcullis.probe.ServiceToken;
import java.util.Map;

/**
 * The clients that the gateway knows.
 *
 * @param token the token of the client that the settings are printed for
 * @param guest the token of another client
 */
record TrialClients(ServiceToken token, ServiceToken guest) {
    static final String TRY = "try";
    static final String GUEST = "guest";

    static TrialClients fresh() {
        return new TrialClients(Secrets.token(true), Secrets.token(true));
    }

    Map<String, ServiceToken> byName() {
        return Map.of(TRY, token, GUEST, guest);
    }
}
