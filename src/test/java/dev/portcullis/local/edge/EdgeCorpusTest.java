package dev.portcullis.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.policy.Corpus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request of the corpus, byte by byte over a socket, with a token that Access admits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EdgeCorpusTest {
    private final TestClock clock = new TestClock();
    private final AccessTeam team = AccessTeam.start(clock);
    private final StubUpstream gate;
    private final EdgeStandIn edge;

    EdgeCorpusTest() throws IOException {
        gate = StubUpstream.ok();
        edge = Edges.start(gate, team, Duration.ofSeconds(30), List.of(), List.of(), clock);
    }

    @BeforeEach
    void begin() {
        gate.forget();
        // The rate limit has tests of its own.
        clock.advance(Duration.ofMinutes(1));
    }

    @AfterAll
    void stop() throws IOException {
        edge.close();
        team.close();
        gate.close();
    }

    @ParameterizedTest
    @MethodSource("dev.portcullis.policy.Corpus#pass")
    void what_must_pass_reaches_the_gate_as_it_was_written(Corpus.Line line) throws IOException {
        RawClient.Response response = ask(line);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("ok");
        assertThat(gate.heads()).hasSize(1);
        assertThat(gate.heads().get(0)).startsWith(line.method() + " " + line.target() + " HTTP/1.1\r\n");
        assertThat(StubUpstream.values(gate.heads().get(0), "host")).containsExactly(line.host());
    }

    @ParameterizedTest
    @MethodSource("dev.portcullis.policy.Corpus#attacks")
    void an_attack_does_not_reach_the_gate(Corpus.Line line) throws IOException {
        RawClient.Response response = ask(line);

        assertThat(response.status()).isIn(400, 403);
        assertThat(gate.heads()).isEmpty();
    }

    private RawClient.Response ask(Corpus.Line line) throws IOException {
        int port = line.ssl() ? edge.port() : edge.plainPort();
        return RawClient.ask(
                port,
                line.method(),
                line.target(),
                "Host: " + line.host(),
                "CF-Access-Client-Id: ci.access",
                "CF-Access-Client-Secret: s1");
    }
}
