package dev.portcullis.gate.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The fuzzing's requests, made for a gate with the catalogue that ships. */
public final class HostileRequests {
    private static final JsonBodies.Names MODELS = new JsonBodies.Names(
            List.of("nova-pro", "nova-lite", "claude-haiku-4-5"),
            List.of("titan-embed-text-v2"),
            List.of("stable-image-core"));

    private HostileRequests() {}

    /**
     * Sends one and reads its answers; what is wrong with them, if anything.
     *
     * @param credentials lines of a head
     */
    public static Optional<String> ask(int port, String credentials, Random random) throws IOException {
        FuzzInput input = random.nextBoolean() ? RawRequests.make(random) : JsonBodies.make(random, MODELS);
        byte[] bytes = new String(input.bytes(), StandardCharsets.ISO_8859_1)
                .replace(FuzzInput.CREDENTIALS, credentials)
                .replace("Host: x\r\n", "Host: 127.0.0.1\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        WireAnswers answers = WireAnswers.of(port, bytes, input.promise() == FuzzInput.Promise.ENDED);
        return answers.answers().stream()
                .filter(answer -> answer.status() == 500 || answer.body().matches("(?s).*(litellm|Traceback).*"))
                .map(answer -> input.kind() + ": " + answer.status() + " " + answer.body())
                .findFirst();
    }
}
