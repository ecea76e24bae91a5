package dev.portcullis.bench;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.litellm.LiteLlmConfig;
import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.input.Problems;
import dev.portcullis.local.bedrock.BedrockStandIn;
import dev.portcullis.local.edge.AccessTeam;
import dev.portcullis.local.edge.EdgeApplication;
import dev.portcullis.local.edge.EdgeStandIn;
import dev.portcullis.local.litellm.AwsEnvironment;
import dev.portcullis.local.litellm.Installed;
import dev.portcullis.local.litellm.LiteLlm;
import dev.portcullis.local.trial.FreePort;
import dev.portcullis.policy.EdgeRules;
import dev.portcullis.policy.RateLimit;
import dev.portcullis.policy.Routes;
import dev.portcullis.probe.ServiceToken;
import dev.portcullis.settings.value.CloudflarePlan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** All parts of the gateway in their order: the edge's stand-in, a gate, the real LiteLLM, Bedrock's stand-in. */
final class LiteLlmAndEdge implements AutoCloseable {
    private static final String GEOGRAPHY = "us";
    private static final String REGION = "us-east-1";
    private static final String INTERNAL_KEY = "sk-bench-0123456789abcdef";
    private static final String AUDIENCE = "b".repeat(64);
    private static final Duration LITELLM_START = Duration.ofMinutes(2);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final ServiceToken token = new ServiceToken("fedcba9876543210.access", "c".repeat(64), true);
    private final int litellmPort;
    private final EdgeStandIn edge;

    private LiteLlmAndEdge(Path folder, Path project, Postgres postgres) throws IOException {
        try {
            Catalogue catalogue = Shipped.catalogue();
            BedrockStandIn bedrock = keep(BedrockStandIn.start(catalogue, GEOGRAPHY, REGION));
            URI endpoint = URI.create("http://127.0.0.1:" + bedrock.port());
            litellmPort = FreePort.any();
            LiteLlm litellm = keep(LiteLlm.start(
                    Installed.litellm().python(),
                    folder,
                    litellmPort,
                    LiteLlmConfig.render(catalogue, GEOGRAPHY, REGION, endpoint),
                    INTERNAL_KEY,
                    AwsEnvironment.standIn(endpoint),
                    pid -> Runtime.getRuntime()
                            .addShutdownHook(new Thread(
                                    () -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly)))));
            litellm.awaitReady(LITELLM_START);
            edge = edge(project, folder, postgres);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    static LiteLlmAndEdge start(Path folder, Path project, Postgres postgres) throws IOException {
        return new LiteLlmAndEdge(folder, project, postgres);
    }

    private EdgeStandIn edge(Path project, Path folder, Postgres postgres) throws IOException {
        AccessTeam team = keep(AccessTeam.start(InstantSource.system()));
        PackedGate gate = keep(PackedGate.start(
                project,
                folder.resolveSibling("gate-before-litellm"),
                new PackedGate.Facts(
                        litellmPort,
                        INTERNAL_KEY,
                        new PackedGate.Access(team.issuer(), team.certs(), AUDIENCE, token.clientId()),
                        postgres)));
        Problems problems = new Problems();
        Routes routes =
                Routes.read(project.resolve("config/routes.yaml"), problems).orElseThrow();
        EdgeApplication application = new EdgeApplication(
                EdgeRules.of(routes, PackedGate.HOSTNAME, List.of(), false),
                RateLimit.of(CloudflarePlan.FREE, PackedGate.HOSTNAME),
                List.of(token),
                AUDIENCE,
                List.of());
        EdgeStandIn.Place place = new EdgeStandIn.Place(0, gate.base(), Duration.ofMinutes(2));
        return keep(EdgeStandIn.start(application, team, place, InstantSource.system()));
    }

    Target litellm() {
        return new Target(litellmPort, Map.of("authorization", "Bearer " + INTERNAL_KEY));
    }

    /** The edge as a client of the gateway calls it, with a service token and a virtual key. */
    Target edge(KeyText key) {
        return new Target(
                edge.port(),
                Map.of(
                        "CF-Access-Client-Id",
                        token.clientId(),
                        "CF-Access-Client-Secret",
                        token.clientSecret(),
                        "x-portcullis-key",
                        key.text()));
    }

    private <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the gateway could not be stopped", e);
            }
        }
    }
}
