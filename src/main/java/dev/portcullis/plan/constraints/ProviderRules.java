package dev.portcullis.plan.constraints;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The facts of every provider that the program uses, by type of resource.
 *
 * <p>A file has the keys {@code about}, {@code source} (of every fact without one of its own), {@code closed} (whether
 * the properties that are not listed are refused) and {@code resources}: type, then path, then the facts of a property.
 * Those are {@code type}, {@code need}, {@code replaces}, {@code default}, {@code keepsState}, {@code secret} and
 * {@code noRefresh} (see {@link PropertyRules}); the rules of {@link ValueRule} and {@link RelationRule};
 * {@code each}, with the rules of every element; and {@code source}.
 */
public final class ProviderRules {
    private static final List<String> FILES = List.of("cloudflare.json", "random.json", "aws.json");

    private final Map<String, ResourceRules> byType = new LinkedHashMap<>();

    private ProviderRules() {}

    /** Those of this version of the program. */
    public static ProviderRules ofProject() {
        ProviderRules rules = new ProviderRules();
        FILES.forEach(file -> rules.add(JsonParser.parseReader(open(file)).getAsJsonObject()));
        return rules;
    }

    /** The same for facts from elsewhere. */
    static ProviderRules of(JsonObject file) {
        ProviderRules rules = new ProviderRules();
        rules.add(file);
        return rules;
    }

    public Optional<ResourceRules> of(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    private void add(JsonObject file) {
        String source = file.get("source").getAsString();
        boolean isClosed = file.get("closed").getAsBoolean();
        file.getAsJsonObject("resources").asMap().forEach((type, facts) -> {
            Map<String, PropertyRules> properties = new LinkedHashMap<>();
            facts.getAsJsonObject()
                    .asMap()
                    .forEach((path, fact) -> properties.put(path, PropertyRules.read(fact.getAsJsonObject(), source)));
            byType.put(type, new ResourceRules(type, isClosed, properties));
        });
    }

    private static InputStreamReader open(String file) {
        InputStream stream = Objects.requireNonNull(ProviderRules.class.getResourceAsStream(file), file);
        return new InputStreamReader(stream, StandardCharsets.UTF_8);
    }
}
