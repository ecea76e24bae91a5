package dev.portcullis.local.trial;

import dev.portcullis.local.edge.ServiceToken;
import java.util.Optional;

/**
 * Who knocks, and at which door.
 *
 * @param edge the port for callers
 * @param impatientEdge the same edge with little patience for silence; absent when answers are paid for
 * @param token of the client
 * @param foreign one that is good and that this application does not name
 */
record Callers(int edge, Optional<Integer> impatientEdge, int gate, ServiceToken token, ServiceToken foreign) {

    Caller client() {
        return new Caller(edge, Optional.of(token));
    }

    Caller stranger() {
        return new Caller(edge, Optional.empty());
    }

    Caller forger() {
        return new Caller(edge, Optional.of(new ServiceToken(token.clientId(), "wrong", true)));
    }

    Caller neighbour() {
        return new Caller(edge, Optional.of(foreign));
    }

    /** The client again, at the edge that waits for seconds where Cloudflare waits for minutes. */
    Optional<Caller> clientInAHurry() {
        return impatientEdge.map(port -> new Caller(port, Optional.of(token)));
    }

    /** Somebody who has got past the edge: the gate has to hold alone. */
    Caller behindTheEdge() {
        return new Caller(gate, Optional.empty());
    }
}
