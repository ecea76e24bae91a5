package dev.portcullis.gate.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.AskedGate;
import dev.portcullis.input.Problems;
import dev.portcullis.local.edge.AccessTeam;
import dev.portcullis.local.edge.EdgeApplication;
import dev.portcullis.local.edge.EdgeStandIn;
import dev.portcullis.policy.EdgeRules;
import dev.portcullis.policy.RateLimit;
import dev.portcullis.policy.Routes;
import dev.portcullis.probe.ServiceToken;
import dev.portcullis.settings.value.CloudflarePlan;
import dev.portcullis.settings.value.Hostname;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request of the corpus, byte by byte, at the edge, at the gate, and at the gate behind the edge. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BothLocksTest {
    private static final String AUDIENCE = "c".repeat(64);
    private static final Hostname HOST = new Hostname("llm.example.com");
    /** The refusals of requests that the gate does not look at any further. */
    private static final Set<String> LOCKED =
            Set.of("malformed_request", "malformed_path", "malformed_body", "not_found", "misdirected_request");
    /** The same for an answer without a body, as to HEAD. */
    private static final Set<Integer> LOCKED_STATUS = Set.of(400, 404, 421);

    private final AtomicLong minutes = new AtomicLong();
    private final AtomicInteger edges = new AtomicInteger();
    private final AtomicInteger gates = new AtomicInteger();
    private final AtomicInteger both = new AtomicInteger();
    private AskedGate alone;
    private AskedGate behind;
    private AccessTeam team;
    private EdgeStandIn edge;
    private int asked;

    @BeforeAll
    void start() throws IOException {
        alone = AskedGate.start();
        team = AccessTeam.start(() -> AskedGate.NOW);
        behind = AskedGate.behind(team.issuer(), team.certs(), AUDIENCE);
        Routes routes =
                Routes.read(Path.of("config/routes.yaml"), new Problems()).orElseThrow();
        EdgeApplication application = new EdgeApplication(
                EdgeRules.of(routes, HOST, List.of(), false),
                RateLimit.of(CloudflarePlan.FREE, HOST),
                List.of(new ServiceToken(AskedGate.CLIENT_ID, "s1", true)),
                AUDIENCE,
                List.of());
        // Each look at the clock is a minute later: the rate limit has tests of its own.
        edge = EdgeStandIn.start(
                application,
                team,
                new EdgeStandIn.Place(0, URI.create("http://127.0.0.1:" + behind.port()), Duration.ofSeconds(30)),
                () -> Instant.EPOCH.plusSeconds(60 * minutes.incrementAndGet()));
    }

    @AfterAll
    void stop() throws IOException {
        System.out.printf(
                "corpus: %d requests; refused by the edge %d, by the gate %d, by the two in their order %d%n",
                asked, edges.get(), gates.get(), both.get());
        edge.close();
        team.close();
        alone.close();
        behind.close();
    }

    static List<RawCorpus.Line> all() {
        return RawCorpus.all();
    }

    @Test
    void there_are_more_than_three_hundred() {
        assertThat(all()).hasSizeGreaterThan(400);
        assertThat(RawCorpus.framing()).hasSizeGreaterThan(150);
    }

    @ParameterizedTest
    @MethodSource("all")
    void each_lock_refuses_what_it_should_and_nothing_else(RawCorpus.Line line) throws IOException {
        asked++;
        String credentials = alone.credentials();
        WireAnswers gate = ask(line, alone.port(), credentials);
        WireAnswers chained = ask(
                line,
                line.ssl() ? edge.port() : edge.plainPort(),
                "CF-Access-Client-Id: " + AskedGate.CLIENT_ID + "\r\nCF-Access-Client-Secret: s1\r\nx-portcullis-key: "
                        + AskedGate.key() + "\r\n");
        // The edge's own answers have no such header.
        boolean passedEdge = chained.answers().stream()
                .anyMatch(answer -> !answer.header("request-id").isEmpty());
        boolean passedGate = passes(gate);
        boolean passedBoth = passedEdge && passes(chained);
        count(edges, passedEdge);
        count(gates, passedGate);
        count(both, passedBoth);

        assertThat(List.of(passedEdge, passedGate, passedBoth))
                .as("edge %s; gate %s", chained.answers(), gate.answers())
                .containsExactly(line.passesEdge(), line.passesGate(), line.passesEdge() && line.passesGate());
    }

    private static void count(AtomicInteger refused, boolean passed) {
        if (!passed) {
            refused.incrementAndGet();
        }
    }

    private static WireAnswers ask(RawCorpus.Line line, int port, String credentials) throws IOException {
        String inner =
                "GET /v1/models HTTP/1.1\r\nHost: llm.example.com\r\n" + credentials + "connection: close\r\n\r\n";
        String text = new String(EscapedBytes.read(line.raw()), StandardCharsets.ISO_8859_1)
                .replace("{inner}", inner)
                .replace(FuzzInput.CREDENTIALS, credentials);
        WireAnswers answers = WireAnswers.of(port, text.getBytes(StandardCharsets.ISO_8859_1), false);
        assertThat(answers.closed()).as("closed").isTrue();
        return answers;
    }

    /** One answer, from behind the lock. */
    private static boolean passes(WireAnswers answered) {
        assertThat(answered.answers()).as("answers").hasSizeLessThan(2);
        return answered.answers().stream()
                .anyMatch(answer -> answer.status() != 0
                        && !(answer.body().isEmpty() && LOCKED_STATUS.contains(answer.status()))
                        && LOCKED.stream().noneMatch(code -> answer.body().contains("\"" + code + "\"")));
    }
}
