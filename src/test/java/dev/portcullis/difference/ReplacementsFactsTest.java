package dev.portcullis.difference;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.plan.constraints.ProviderRules;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A difference calls the same properties replaced as the facts of the providers do. */
final class ReplacementsFactsTest {
    private static final Map<String, JsonObject> FACTS = facts();

    private static JsonObject of(String type) {
        return Objects.requireNonNull(FACTS.get(type), type);
    }

    static Stream<String> types() {
        return FACTS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_property_whose_change_replaces_is_known_to_a_difference(String type) {
        List<String> replaces = of(type).entrySet().stream()
                .filter(property -> property.getValue().getAsJsonObject().has("replaces"))
                .filter(property -> !"output".equals(need(property.getValue())))
                .map(Map.Entry::getKey)
                .toList();

        assertThat(Replacements.forced(type))
                .hasValueSatisfying(known -> assertThat(known).containsAll(replaces));
    }

    @ParameterizedTest
    @MethodSource("types")
    void no_property_is_said_to_replace_that_the_facts_change_in_place(String type) {
        Optional<List<String>> known = Replacements.forced(type);

        assertThat(known.orElse(List.of()).stream()
                        .filter(path -> of(type).has(path))
                        .filter(path -> !of(type).getAsJsonObject(path).has("replaces")))
                .isEmpty();
    }

    @Test
    void the_facts_are_those_of_the_program() {
        assertThat(FACTS).hasSizeGreaterThan(50);
        assertThat(FACTS.keySet())
                .allMatch(type -> ProviderRules.ofProject().of(type).isPresent());
    }

    private static String need(JsonElement facts) {
        JsonElement need = facts.getAsJsonObject().get("need");
        return need == null ? "" : need.getAsString();
    }

    private static Map<String, JsonObject> facts() {
        Map<String, JsonObject> all = new TreeMap<>();
        for (String file : List.of("aws", "cloudflare", "random")) {
            JsonParser.parseReader(new InputStreamReader(
                            Objects.requireNonNull(ProviderRules.class.getResourceAsStream(file + ".json")),
                            StandardCharsets.UTF_8))
                    .getAsJsonObject()
                    .getAsJsonObject("resources")
                    .asMap()
                    .forEach((type, properties) -> all.put(type, properties.getAsJsonObject()));
        }
        return all;
    }
}
