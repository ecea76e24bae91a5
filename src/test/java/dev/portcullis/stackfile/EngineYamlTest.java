package dev.portcullis.stackfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import dev.portcullis.input.BadInput;
import dev.portcullis.plan.ExampleStack;
import dev.portcullis.settings.value.SecureValue;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader of stack files against what the real engine handed over for the same text, as it was recorded. */
final class EngineYamlTest {
    private static final JsonObject RECORDED = JsonParser.parseReader(new InputStreamReader(
                    Objects.requireNonNull(EngineYamlTest.class.getResourceAsStream("/engine/yaml.json")),
                    StandardCharsets.UTF_8))
            .getAsJsonObject();
    private static final Gson GSON = new GsonBuilder()
            .serializeNulls()
            .disableHtmlEscaping()
            .registerTypeAdapter(SecureValue.class, (JsonSerializer<SecureValue>)
                    (value, type, context) -> new JsonPrimitive(value.toString()))
            .create();
    /** The engine hands these over in a form that no reader of a setting takes, or without their last digits. */
    private static final Set<String> REFUSED_HERE_ALONE = Set.of(
            "2026-12-30T00:00:00Z",
            "2026-12-30T00:00:00.5Z",
            "2026-12-30T01:00:00+01:00",
            "2026-12-30 00:00:00",
            "2026-12-30",
            "9223372036854775808",
            "18446744073709551616",
            "-9223372036854775809",
            "123456789012345678901234567890");

    @TempDir
    private Path folder;

    static Stream<Arguments> scalars() {
        return RECORDED.getAsJsonArray("scalars").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(row -> Arguments.of(row.get("yaml").getAsString(), row));
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void a_scalar_is_read_as_the_engine_reads_it_or_refused(String yaml, JsonObject row) throws IOException {
        if (row.has("refused") || REFUSED_HERE_ALONE.contains(yaml)) {
            assertThatThrownBy(() -> read("  portcullis:a: " + yaml + "\n")).isInstanceOf(BadInput.class);
            assertThatThrownBy(() -> read("  portcullis:a: {x: " + yaml + "}\n"))
                    .isInstanceOf(BadInput.class);
        } else {
            assertThat(read("  portcullis:a: " + yaml + "\n"))
                    .isEqualTo(row.get("key").getAsString());
            if (!yaml.contains("\n")) {
                assertThat(text(read("  portcullis:a:\n    x: " + yaml + "\n")))
                        .isEqualTo(text("{\"x\":" + row.get("field").getAsString() + "}"));
            }
        }
    }

    static Stream<Arguments> documents() {
        return RECORDED.getAsJsonArray("documents").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(row -> Arguments.of(row.get("name").getAsString(), row));
    }

    /** Where the engine takes a document that is refused here, the table says why; it is never read otherwise. */
    @ParameterizedTest
    @MethodSource("documents")
    void a_document_is_read_as_the_engine_reads_it_or_refused_for_a_reason(String name, JsonObject row)
            throws IOException {
        String yaml = row.get("yaml").getAsString();
        if (name.contains("secure")) {
            // A value that could be encrypted is hidden here before anything looks at it.
            assertThat(text(raw(yaml).get("portcullis:a"))).contains("a secret");
            return;
        }
        if (row.has("refused") || row.has("refusedHere")) {
            assertThatThrownBy(() -> raw(yaml)).isInstanceOf(BadInput.class);
            return;
        }
        Map<String, Object> read = raw(yaml);
        row.getAsJsonObject("given")
                .asMap()
                .forEach((key, value) -> assertThat(text(read.get(key))).as(key).isEqualTo(text(value.getAsString())));
    }

    @Test
    void a_merge_is_refused_with_what_to_write_instead() {
        assertThatThrownBy(() -> raw("  portcullis:a: &a {x: 1}\n  <<: {portcullis:q: 1}\n  portcullis:b: {<<: *a}\n"))
                .isInstanceOf(BadInput.class)
                .hasMessage("2 problems:\n"
                        + "stack.yaml:3 <<: expected every key written out, got a merge '<<'\n"
                        + "  Write the keys that it would merge\n"
                        + "stack.yaml:4 portcullis:b: expected every field written out, got a merge '<<'\n"
                        + "  Write the fields that it would merge");
    }

    @Test
    void a_time_without_quotes_is_refused_with_the_quotes_that_it_needs() {
        assertThatThrownBy(() -> raw("  portcullis:clients:\n    ci:\n      graceUntil: 2026-12-30T00:00:00Z\n"))
                .isInstanceOf(BadInput.class)
                .hasMessage("stack.yaml:4 graceUntil: expected a value that the Pulumi engine hands over as it is"
                        + " written, got '2026-12-30T00:00:00Z'\n  Put it in quotes: \"2026-12-30T00:00:00Z\"");
    }

    /** Every scalar as text, since a setting takes both: 10 and "10". */
    private static String text(@org.jspecify.annotations.Nullable Object value) {
        Object sorted = value instanceof Map<?, ?> map ? new TreeMap<>(map) : value;
        String json = sorted instanceof String text ? text : GSON.toJson(sorted);
        return json.startsWith("{") || json.startsWith("[")
                ? json.replaceAll("\"", "").replace("\\t", "\t")
                : json;
    }

    private Object read(String lines) throws IOException {
        return Objects.requireNonNull(raw(lines).get("portcullis:a"));
    }

    private Map<String, Object> raw(String lines) throws IOException {
        Path file = Files.writeString(folder.resolve("stack.yaml"), "config:\n" + lines);
        return StackFile.raw(ExampleStack.PROJECT, file);
    }
}
