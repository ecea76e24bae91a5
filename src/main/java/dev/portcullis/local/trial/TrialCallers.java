package dev.portcullis.local.trial;

import dev.portcullis.probe.Caller;
import dev.portcullis.probe.ServiceToken;
import java.util.Optional;

/**
 * The callers of a trial, and the door that each one uses.
 *
 * @param edge the port for callers
 * @param impatientEdge the same edge with little patience for silence; absent when answers are paid for
 * @param token the client's token
 * @param foreign one that is good and that this application does not name
 * @param key the client's virtual key
 */
public record TrialCallers(
        int edge, Optional<Integer> impatientEdge, int gate, ServiceToken token, ServiceToken foreign, String key) {

    public Caller client() {
        return withKey(key);
    }

    /** The client with another virtual key; none for the empty text. */
    Caller withKey(String other) {
        return new Caller(edge, Optional.of(token), other);
    }

    Caller stranger() {
        return new Caller(edge, Optional.empty(), key);
    }

    Caller forger() {
        return new Caller(edge, Optional.of(new ServiceToken(token.clientId(), "wrong", true)), key);
    }

    Caller neighbour() {
        return new Caller(edge, Optional.of(foreign), key);
    }

    /** The client again, at the edge that waits for seconds where Cloudflare waits for minutes. */
    Optional<Caller> clientInAHurry() {
        return impatientEdge.map(port -> new Caller(port, Optional.of(token), key));
    }

    /** Somebody who has got past the edge: the gate has to hold alone. */
    Caller behindTheEdge() {
        return new Caller(gate, Optional.empty(), key);
    }
}
