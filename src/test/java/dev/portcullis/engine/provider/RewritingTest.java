package dev.portcullis.engine.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.infra.Program;
import dev.portcullis.infra.stack.StackBlueprint;
import dev.portcullis.plan.Declared;
import dev.portcullis.plan.RecordedResource;
import dev.portcullis.plan.RecordingEngine;
import dev.portcullis.stackfile.StackFile;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The API's rewriting makes no difference, because the program sends text that the provider takes for the same. */
final class RewritingTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final JsonObject TABLE = JsonParser.parseReader(new InputStreamReader(
                    Objects.requireNonNull(RewritingTest.class.getResourceAsStream("/engine/rewritten.json")),
                    StandardCharsets.UTF_8))
            .getAsJsonObject();

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway") // set before all
    private static Declared declared;

    /** A gateway that sends every row of the table. */
    @BeforeAll
    static void declare() throws Exception {
        String text = Files.readString(PROJECT.resolve("Pulumi.dev.yaml"))
                        .replace(
                                "    ci:\n      duration: 2160h",
                                "    ci:\n      duration: 2160h\n      secretVersion: 2\n"
                                        + "      graceUntil: \"2030-01-01T00:00:00Z\"")
                + "\n  portcullis:corsOrigins: [https://a.example.com, https://b.example.com]\n"
                + "  portcullis:tokenExpiryMail: true\n";
        Path file = Files.writeString(folder.resolve("stack.yaml"), text);
        StackBlueprint blueprint =
                StackBlueprint.of(PROJECT, StackFile.raw(PROJECT, file), "dev", LocalDate.parse("2026-11-27"));
        declared = RecordingEngine.record("dev", context -> Program.declare(context, blueprint));
    }

    static Stream<JsonObject> rows() {
        return TABLE.getAsJsonArray("rows").asList().stream().map(JsonElement::getAsJsonObject);
    }

    static Stream<JsonObject> keptAsSent() {
        return TABLE.getAsJsonArray("keptAsSent").asList().stream().map(JsonElement::getAsJsonObject);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_rewritten_answer_is_another_text_and_no_difference(JsonObject row) {
        RecordedResource resource = of(row).get(0);
        Map<String, Object> sent = plain(resource.inputs());
        RuledProvider provider = new RuledProvider(resource.type());

        Map<String, Object> answer = Rewriting.answered(row.get("type").getAsString(), sent);

        String property = row.get("path").getAsString().split("[.\\[]", 2)[0];
        if (!row.get("path").getAsString().equals("mechanisms.emails")) {
            assertThat(answer.get(property)).isNotEqualTo(sent.get(property));
        }
        assertThat(provider.refreshed(answer, sent)).isEqualTo(sent);
        assertThat(new Planning(provider).diff(answer, sent, sent).getDiffsList())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("keptAsSent")
    void what_is_compared_by_its_text_is_sent_in_its_normal_form(JsonObject row) {
        List<String> sent = new ArrayList<>();
        of(row).forEach(resource -> collect(resource.inputs(), row.get("path").getAsString(), sent));

        assertThat(sent)
                .isNotEmpty()
                .allMatch(text -> text.matches(row.get("normalForm").getAsString()));
    }

    @Test
    void another_order_of_a_list_is_a_difference() {
        RuledProvider ruleset = new RuledProvider("cloudflare:index/ruleset:Ruleset");
        List<Object> rules = List.of(Map.of("ratelimit", Map.of("characteristics", List.of("cf.colo.id", "ip.src"))));
        List<Object> other = List.of(Map.of("ratelimit", Map.of("characteristics", List.of("ip.src", "cf.colo.id"))));

        assertThat(ruleset.same("rules", rules, rules)).isTrue();
        assertThat(ruleset.same("rules", rules, other)).isFalse();
    }

    private static List<RecordedResource> of(JsonObject row) {
        return declared.resources().stream()
                .filter(resource ->
                        resource.type().endsWith(":" + row.get("type").getAsString()))
                .toList();
    }

    private static void collect(JsonElement value, String path, List<String> found) {
        if (path.isEmpty()) {
            found.add(value.getAsString());
        } else if (path.startsWith("[")) {
            int end = path.indexOf(']') + 1;
            String rest = path.substring(end).replaceFirst("^\\.", "");
            if (path.startsWith("[*]")) {
                value.getAsJsonArray().forEach(item -> collect(item, rest, found));
            } else {
                collect(value.getAsJsonArray().get(0), rest, found);
            }
        } else {
            String key = path.split("[.\\[]", 2)[0];
            JsonElement inner = value.getAsJsonObject().get(key);
            if (inner != null) {
                collect(inner, path.substring(key.length()).replaceFirst("^\\.", ""), found);
            }
        }
    }

    private static Map<String, Object> plain(JsonObject inputs) {
        @SuppressWarnings("unchecked")
        Map<String, Object> plain = new Gson().fromJson(inputs, Map.class);
        return plain;
    }
}
