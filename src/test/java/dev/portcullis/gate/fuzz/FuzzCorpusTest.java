package dev.portcullis.gate.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.AskedGate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every input that was ever found, and a few made on the spot, so that the generator itself stays in order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FuzzCorpusTest {
    private AskedGate gate;

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/fuzz"))) {
            return files.sorted().toList();
        }
    }

    @BeforeAll
    void start() throws IOException {
        gate = AskedGate.start();
    }

    @AfterAll
    void stop() throws IOException {
        gate.close();
    }

    @AfterEach
    void nothing_is_left() throws InterruptedException {
        assertThat(gate.leftBehind()).isEmpty();
        assertThat(gate.faults()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void what_was_found_once_is_answered_as_it_should_be(Path file) throws IOException {
        CorpusFile expected = CorpusFile.read(Files.readString(file, StandardCharsets.US_ASCII));

        WireAnswers answered = Asking.ask(gate, expected.input());

        assertThat(Oracle.wrong(expected.input(), answered)).isEmpty();
        if (expected.status() != 0) {
            assertThat(answered.answers().get(answered.answers().size() - 1).status())
                    .isEqualTo(expected.status());
        }
    }

    @Test
    void what_is_generated_is_answered_as_it_should_be() throws IOException {
        Random random = new Random(20261127);
        for (int i = 0; i < 60; i++) {
            FuzzInput input = i % 2 == 0 ? RawRequests.make(random) : JsonBodies.make(random);

            assertThat(Oracle.wrong(input, Asking.ask(gate, input)))
                    .as(new CorpusFile(input, 0).text())
                    .isEmpty();
        }
    }

    @Test
    void bytes_survive_being_written_as_text() {
        byte[] bytes = new byte[512];
        new Random(1).nextBytes(bytes);

        assertThat(EscapedBytes.read(EscapedBytes.write(bytes))).isEqualTo(bytes);
    }
}
