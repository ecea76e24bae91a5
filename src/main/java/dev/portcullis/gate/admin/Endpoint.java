package dev.portcullis.gate.admin;

import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.settings.value.AdminScope;
import io.vertx.core.http.HttpMethod;

/**
 * One operation.
 *
 * @param path below the listener's root; a variable segment begins with a colon
 * @param scope the least that the admin key must have
 */
record Endpoint(HttpMethod method, String path, AdminScope scope, Action action) {

    /** Runs on a thread that may block; throws what {@link Operations} makes an answer of. */
    interface Action {
        AdminAnswer on(Asked asked) throws LedgerUnavailable;
    }
}
