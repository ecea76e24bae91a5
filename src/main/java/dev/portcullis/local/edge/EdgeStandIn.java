package dev.portcullis.local.edge;

import dev.portcullis.local.loopback.Loopback;
import dev.portcullis.policy.EdgeRequest;
import dev.portcullis.policy.EdgeRule;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Receives what callers send, refuses what Cloudflare would refuse, and hands the rest to the gate. */
public final class EdgeStandIn implements AutoCloseable {
    private static final String PREFLIGHT = "OPTIONS";

    private final Loopback loopback = new Loopback();
    private final EdgeApplication application;
    private final AccessTeam team;
    private final RateWindow rates;
    private final Access access;
    private final Preflight preflight;
    private final Tunnel tunnel;
    private final int port;
    private final int plainPort;

    /**
     * The addresses of the stand-in.
     *
     * @param port for https; 0 for any that is free
     * @param gate scheme, host and port
     * @param longestSilence how long the gate may send nothing; 120 s at Cloudflare
     */
    public record Place(int port, URI gate, Duration longestSilence) {}

    private EdgeStandIn(EdgeApplication application, AccessTeam team, Place place, InstantSource clock) {
        this.application = application;
        this.team = team;
        rates = new RateWindow(application.rateLimit(), clock);
        access = new Access(application.tokens());
        preflight = new Preflight(application.corsOrigins());
        tunnel = new Tunnel(loopback.vertx(), place.gate(), place.longestSilence());
        port = loopback.listen(place.port(), request -> receive(request, true));
        plainPort = loopback.listen(0, request -> receive(request, false));
    }

    public static EdgeStandIn start(EdgeApplication application, AccessTeam team, Place place, InstantSource clock) {
        return new EdgeStandIn(application, team, place, clock);
    }

    /** Requests to this port count as https, though there is no TLS on loopback. */
    public int port() {
        return port;
    }

    /** Requests to this port count as plain http, which the rules refuse. */
    public int plainPort() {
        return plainPort;
    }

    @Override
    public void close() {
        loopback.close();
    }

    private void receive(HttpServerRequest incoming, boolean ssl) {
        String host = host(incoming);
        String source = incoming.remoteAddress().hostAddress();
        EdgeRequest request = new EdgeRequest(incoming.method().name(), host, ssl, rawPath(incoming.uri()), source);
        EdgeRefusal refusal = new EdgeRefusal(incoming.response());
        Optional<EdgeRule> blocking = application.rules().verdict(request);
        if (blocking.isPresent()) {
            refusal.blocked(blocking.get().ref());
            return;
        }
        if (!isOurs(host)) {
            refusal.otherHost();
            return;
        }
        Duration wait = rates.blockedFor(request);
        if (!wait.isZero()) {
            refusal.tooMany(application.rateLimit().ref(), wait);
            return;
        }
        if (request.method().equals(PREFLIGHT) && preflight.isEnabled()) {
            answerPreflight(incoming);
            return;
        }
        Access.Decision decision = access.decide(
                incoming.headers().getAll(Access.CLIENT_ID), incoming.headers().getAll(Access.CLIENT_SECRET));
        if (decision instanceof Access.Admitted admitted) {
            tunnel.forward(incoming, host, source, team.sign(admitted.clientId(), application.audience()));
        } else if (decision instanceof Access.Refused refused) {
            refusal.denied(refused.status());
        }
    }

    private void answerPreflight(HttpServerRequest incoming) {
        preflight
                .headers(
                        header(incoming, "origin"),
                        header(incoming, "access-control-request-method"),
                        header(incoming, "access-control-request-headers"))
                .forEach(incoming.response()::putHeader);
        incoming.response().setStatusCode(204).end();
    }

    /** Callers on this machine name the machine itself; the rules are about the name in the DNS. */
    private String host(HttpServerRequest incoming) {
        String host = header(incoming, "host");
        int own = incoming.localAddress().port();
        boolean ownName =
                List.of(Loopback.ADDRESS + ":" + own, "localhost:" + own).contains(host);
        return ownName ? application.rules().hostname().value() : host;
    }

    /** Compares like the tunnel, which ignores case, the port and a final dot. */
    private boolean isOurs(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]+$", "").replaceFirst("\\.$", "");
        return name.equals(application.rules().hostname().value());
    }

    private static String rawPath(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    private static String header(HttpServerRequest incoming, String name) {
        String value = incoming.getHeader(name);
        return value == null ? "" : value;
    }
}
