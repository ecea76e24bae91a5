package dev.portcullis.gate.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.AskedGate;
import dev.portcullis.gate.TestGate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus's hostile framings at the operators' listener, with the assertion of an operator who may do everything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DoorFramingTest {
    private AskedGate gate;

    @BeforeAll
    void start() throws IOException {
        gate = AskedGate.start();
    }

    @AfterAll
    void stop() throws IOException {
        gate.close();
    }

    static List<RawCorpus.Line> refused() {
        return RawCorpus.framing().stream().filter(line -> !line.passesGate()).toList();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void no_request_that_two_servers_could_read_differently_is_answered_and_none_that_is_hidden_in_it(
            RawCorpus.Line line) throws IOException {
        String credentials = gate.operatorCredentials();
        String inner = "GET /admin/keys HTTP/1.1\r\nHost: " + TestGate.ADMIN_HOST + "\r\n" + credentials
                + "connection: close\r\n\r\n";
        String text = new String(EscapedBytes.read(line.raw()), StandardCharsets.ISO_8859_1)
                .replace("llm.example.com", TestGate.ADMIN_HOST)
                .replaceAll("/v1/(models|chat/completions|messages)", "/admin/keys")
                .replace("{inner}", inner)
                .replace(FuzzInput.CREDENTIALS, credentials);

        WireAnswers answered = WireAnswers.of(gate.doorPort(), text.getBytes(StandardCharsets.ISO_8859_1), false);

        assertThat(answered.closed()).as("closed").isTrue();
        assertThat(answered.answers()).hasSizeLessThan(2).allMatch(answer -> answer.status() >= 400);
    }
}
