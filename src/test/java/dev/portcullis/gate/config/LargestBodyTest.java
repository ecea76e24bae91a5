package dev.portcullis.gate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.AttackedGate;
import dev.portcullis.gate.GateProcess;
import dev.portcullis.gate.TestGate;
import dev.portcullis.gate.shape.FormText;
import dev.portcullis.input.Problems;
import dev.portcullis.policy.Route;
import dev.portcullis.policy.Routes;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies of the allowed length that cost the most memory, against a gate with the host's own heap. */
final class LargestBodyTest {
    private static final String PATH = "/v1/chat/completions";
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1, 2, 3};
    private static final String PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptV";

    @TempDir
    private Path folder;

    /** Its bytes once, and what a parser makes of one text with a wide character: three times two bytes a letter. */
    private static final long COPIES = 7;

    @Test
    void every_routes_longest_json_fits_into_the_heap_with_all_that_is_beside_it() throws Exception {
        Matcher heap = Pattern.compile("-Xmx([0-9]+)m -Xmn([0-9]+)m").matcher(Files.readString(GateProcess.UNIT));
        assertThat(heap.find()).isTrue();
        long old = (Long.parseLong(heap.group(1)) - Long.parseLong(heap.group(2))) * 1024 * 1024;
        long rest = 40L * 1024 * 1024 + Limits.DEFAULT.allInMemory();

        Routes.read(Path.of("config/routes.yaml"), new Problems()).orElseThrow().all().stream()
                .filter(route -> !route.path().equals("/v1/images/edits"))
                .forEach(route -> assertThat(route.bodyLimit() * COPIES + rest)
                        .as(route.path())
                        .isLessThanOrEqualTo(old));
    }

    @Test
    void the_dearest_bodies_of_the_longest_length_are_answered_and_the_gate_lives() throws Exception {
        int limit = (int) limit();
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("ascii and one wide character", chat(text(limit, "a", "\u20ac")));
        bodies.put(
                "a wide character in front",
                chat("\"\u20ac" + text(limit, "a", "").substring(1)));
        bodies.put("wide characters only", chat(text(limit, "\u20ac", "")));
        bodies.put("escapes", chat(text(limit, "\\u20ac", "")));
        bodies.put("a picture", chat(picture(limit, "")));
        bodies.put("a picture with one wide character", chat(picture(limit, "\u20ac")));
        bodies.put("names only", "{" + "\"a\":1,".repeat(limit / 6 - 2) + "\"a\":1}");
        bodies.put("small values", chat("[" + "1,".repeat(limit / 2 - 100) + "1]"));
        Map<String, Integer> answers = new LinkedHashMap<>();
        try (AttackedGate gate = AttackedGate.start(folder)) {
            for (Map.Entry<String, String> body : bodies.entrySet()) {
                List<CompletableFuture<HttpResponse<String>>> two = new ArrayList<>();
                two.add(gate.sending(gate.rich, PATH, body.getValue()));
                two.add(gate.sending(gate.rich, PATH, body.getValue()));
                two.forEach(one -> answers.put(
                        body.getKey(),
                        one.handle((answer, gone) -> gone == null ? answer.statusCode() : -1)
                                .join()));
            }

            // The texts are rebuilt whole before it is seen that no context holds them.
            assertThat(answers.toString())
                    .isEqualTo(
                            "{ascii and one wide character=400, a wide character in front=400, wide characters only=400,"
                                    + " escapes=400, a picture=200, a picture with one wide character=400, names only=400,"
                                    + " small values=400}");
            assertThat(gate.chat(gate.rich, TestGate.CHAT).statusCode()).isEqualTo(200);
            assertThat(gate.process.isAlive()).isTrue();
            assertThat(gate.metric("portcullis_gate_body_bytes")).isZero();
        }
    }

    @Test
    void the_longest_forms_are_answered_and_the_gate_lives() throws Exception {
        int limit = (int) limit("/v1/images/edits");
        byte[] picture = Arrays.copyOf(PNG, limit / 2 - 1_000);
        Map<String, byte[]> forms = new LinkedHashMap<>();
        forms.put(
                "one picture",
                new FormText()
                        .text("model", "eraser")
                        .file("image", Arrays.copyOf(PNG, limit - 1_000))
                        .bytes());
        forms.put(
                "picture and mask",
                new FormText()
                        .text("model", "eraser")
                        .file("image", picture)
                        .file("mask", picture)
                        .bytes());
        forms.put(
                "a text",
                new FormText()
                        .text("model", "eraser")
                        .file("image", PNG)
                        .text("prompt", "a".repeat(limit - 1_000) + "\u20ac")
                        .bytes());
        Map<String, Set<Integer>> answers = new LinkedHashMap<>();
        try (AttackedGate gate = AttackedGate.start(folder)) {
            forms.forEach((name, form) -> answers.put(name, inPairs(gate, form)));

            assertThat(answers.toString()).isEqualTo("{one picture=[400], picture and mask=[200], a text=[400]}");
            assertThat(gate.chat(gate.rich, TestGate.CHAT).statusCode()).isEqualTo(200);
            assertThat(gate.process.isAlive()).isTrue();
            assertThat(gate.metric("portcullis_gate_body_bytes")).isZero();
        }
    }

    private static Set<Integer> inPairs(AttackedGate gate, byte[] form) {
        return Stream.of(1, 2)
                .map(time ->
                        gate.sending(gate.rich, "/v1/images/edits", FormText.TYPE, BodyPublishers.ofByteArray(form)))
                .toList()
                .stream()
                .map(one -> one.handle((answer, gone) -> gone == null ? answer.statusCode() : -1)
                        .join())
                .collect(Collectors.toSet());
    }

    private static long limit() {
        return limit(PATH);
    }

    private static long limit(String path) {
        return Routes.read(Path.of("config/routes.yaml"), new Problems()).orElseThrow().all().stream()
                .filter(route -> route.path().equals(path))
                .mapToLong(Route::bodyLimit)
                .findFirst()
                .orElseThrow();
    }

    private static String chat(String content) {
        return "{\"model\":\"sage\",\"messages\":[{\"role\":\"user\",\"content\":" + content + "}]}";
    }

    /** As long as the limit leaves room. */
    private static String text(int limit, String letter, String last) {
        int bytes = letter.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        return "\"" + letter.repeat((limit - 200) / bytes) + last + "\"";
    }

    private static String picture(int limit, String last) {
        return "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64," + PIXEL
                + "AAAA".repeat((limit - 400) / 4) + last + "\"}}]";
    }
}
