package dev.portcullis.doctor;

import com.sun.net.httpserver.HttpServer;
import dev.portcullis.input.Problems;
import dev.portcullis.local.edge.AccessTeam;
import dev.portcullis.local.edge.EdgeApplication;
import dev.portcullis.local.edge.EdgeStandIn;
import dev.portcullis.policy.EdgeRules;
import dev.portcullis.policy.RateLimit;
import dev.portcullis.policy.Routes;
import dev.portcullis.probe.ServiceToken;
import dev.portcullis.settings.value.Cidr;
import dev.portcullis.settings.value.CloudflarePlan;
import dev.portcullis.settings.value.Hostname;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The operators' door: the edge's stand-in with the rules of their name, before a gate that gives its lock's answers. */
final class OperatorsWay implements AutoCloseable {
    static final Hostname HOST = new Hostname("llm-admin.example.com");

    /** The layer that refuses, in the words of the row. */
    enum Fault {
        NO_ADDRESS("DNS: no address"),
        BLOCKED("edge rules: status 403"),
        STRANGE_TOKEN("Access: status 401"),
        ASLEEP("way through the tunnel: status 502"),
        NOT_THE_OPERATORS("gate: status 401, access_token_invalid");

        final String found;

        Fault(String found) {
            this.found = found;
        }
    }

    private final HttpServer gate;
    private final AccessTeam team;
    private final EdgeStandIn edge;
    private final boolean hasAddress;

    OperatorsWay(Optional<Fault> fault) throws IOException {
        hasAddress = !fault.equals(Optional.of(Fault.NO_ADDRESS));
        boolean refuses = fault.equals(Optional.of(Fault.NOT_THE_OPERATORS));
        gate = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gate.createContext("/openapi.yaml", exchange -> {
            byte[] body = (refuses ? "{\"error\":{\"code\":\"access_token_invalid\"}}" : "openapi: 3.1.0\n")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .add("content-type", refuses ? "application/json" : "application/yaml; charset=utf-8");
            exchange.sendResponseHeaders(refuses ? 401 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        gate.start();
        team = AccessTeam.start(InstantSource.system());
        Problems problems = new Problems();
        Routes routes = Routes.read(Path.of("config/routes.yaml"), problems).orElseThrow();
        Hostname callers = new Hostname("llm.example.com");
        List<Cidr> sources = fault.equals(Optional.of(Fault.BLOCKED)) ? List.of(new Cidr("203.0.113.0/24")) : List.of();
        // The stand-in is one name; the rules are those of both, as the zone has them.
        EdgeRules rules = new EdgeRules(
                HOST,
                Optional.empty(),
                EdgeRules.of(routes, callers, Optional.of(HOST), sources, false).rules());
        String secret = fault.equals(Optional.of(Fault.STRANGE_TOKEN)) ? "another" : "s3";
        URI inside = URI.create("http://127.0.0.1:" + gate.getAddress().getPort());
        edge = EdgeStandIn.start(
                new EdgeApplication(
                        rules,
                        RateLimit.of(CloudflarePlan.FREE, callers, Optional.of(HOST)),
                        List.of(new ServiceToken("operators.access", secret, true)),
                        "aud",
                        List.of()),
                team,
                new EdgeStandIn.Place(
                        0,
                        fault.equals(Optional.of(Fault.ASLEEP)) ? URI.create("http://127.0.0.1:9") : inside,
                        Duration.ofSeconds(10)),
                InstantSource.system());
    }

    URI url() {
        return URI.create(hasAddress ? "http://127.0.0.1:" + edge.port() : "http://nobody.invalid");
    }

    @Override
    public void close() {
        edge.close();
        team.close();
        gate.stop(0);
    }
}
