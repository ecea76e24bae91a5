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
import java.util.Set;

/** The way out to a gateway: the edge's stand-in before a gate that gives the answers of its own contract. */
final class WayOut implements AutoCloseable {
    static final String KEY = "pk-laptop";
    private static final Hostname HOST = new Hostname("llm.example.com");

    /** The layer that refuses, the row that tells it, and its words. */
    enum Fault {
        NO_ADDRESS(FactKind.WAY_DNS, "no address"),
        NO_LISTENER(FactKind.WAY_EDGE, "no answer (ConnectException)"),
        BLOCKED(FactKind.WAY_EDGE, "status 403"),
        STRANGE_TOKEN(FactKind.WAY_ACCESS, "status 401"),
        NO_ACCESS(FactKind.WAY_ACCESS, "a request without a service token reaches the gate"),
        ASLEEP(FactKind.WAY_TUNNEL, "status 502"),
        REVOKED_KEY(FactKind.WAY_GATE, "status 401, invalid_key"),
        NO_LITELLM(FactKind.WAY_LITELLM, "status 503, upstream_unavailable"),
        NO_MODEL_ACCESS(FactKind.WAY_BEDROCK, "status 403, model_use_case_missing");

        final FactKind kind;
        final String found;

        Fault(FactKind kind, String found) {
            this.kind = kind;
            this.found = found;
        }
    }

    private final HttpServer gate;
    private final AccessTeam team;
    private final EdgeStandIn edge;
    private final URI url;

    private WayOut(Set<Fault> faults) throws IOException {
        gate = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gate.createContext("/", exchange -> {
            boolean counts = exchange.getRequestURI().getPath().endsWith("/count_tokens");
            exchange.getRequestBody().readAllBytes();
            String code = faults.contains(Fault.REVOKED_KEY)
                    ? "401 invalid_key"
                    : counts && faults.contains(Fault.NO_LITELLM)
                            ? "503 upstream_unavailable"
                            : counts && faults.contains(Fault.NO_MODEL_ACCESS) ? "403 model_use_case_missing" : "200 ";
            String body = !code.equals("200 ")
                    ? "{\"error\":{\"code\":\"" + code.substring(4) + "\"}}"
                    : counts
                            ? "{\"input_tokens\":8}"
                            : "{\"data\":[{\"id\":\"nova-pro\",\"owned_by\":\"amazon\"},"
                                    + "{\"id\":\"claude-opus-5-5\",\"owned_by\":\"anthropic\"}]}";
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(Integer.parseInt(code.substring(0, 3)), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        gate.start();
        URI inside = URI.create("http://127.0.0.1:" + gate.getAddress().getPort());
        team = AccessTeam.start(InstantSource.system());
        Problems problems = new Problems();
        Routes routes = Routes.read(Path.of("config/routes.yaml"), problems).orElseThrow();
        EdgeApplication application = new EdgeApplication(
                EdgeRules.of(
                        routes,
                        HOST,
                        faults.contains(Fault.BLOCKED) ? List.of(new Cidr("203.0.113.0/24")) : List.of(),
                        false),
                RateLimit.of(CloudflarePlan.FREE, HOST),
                List.of(new ServiceToken(
                        "laptop.access", faults.contains(Fault.STRANGE_TOKEN) ? "another" : "s1", true)),
                "aud",
                List.of());
        edge = EdgeStandIn.start(
                application,
                team,
                new EdgeStandIn.Place(
                        0,
                        faults.contains(Fault.ASLEEP) ? URI.create("http://127.0.0.1:9") : inside,
                        Duration.ofSeconds(10)),
                InstantSource.system());
        url = faults.contains(Fault.NO_ADDRESS)
                ? URI.create("http://nobody.invalid")
                : faults.contains(Fault.NO_LISTENER)
                        ? URI.create("http://127.0.0.1:9")
                        : faults.contains(Fault.NO_ACCESS) ? inside : URI.create("http://127.0.0.1:" + edge.port());
    }

    static WayOut open() throws IOException {
        return new WayOut(Set.of());
    }

    static WayOut with(Fault fault) throws IOException {
        return new WayOut(Set.of(fault));
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        edge.close();
        team.close();
        gate.stop(0);
    }
}
