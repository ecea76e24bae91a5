package dev.portcullis.catalogue;

import dev.portcullis.input.Problems;
import dev.portcullis.input.Suggestion;
import dev.portcullis.input.YamlMap;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads one entry of {@code models:}. A missing or wrong value is noted, and is empty in the result. */
final class ModelReader {
    static final String TOKENS = "a whole number of tokens above 0";

    private static final List<String> KINDS =
            Arrays.stream(ModelKind.values()).map(ModelKind::word).toList();

    private static final List<String> CAPABILITIES =
            Arrays.stream(Capability.values()).map(Capability::word).toList();

    private final YamlMap map;
    private final Map<String, List<String>> regionSets;
    private final Problems problems;

    ModelReader(YamlMap map, Map<String, List<String>> regionSets, Problems problems) {
        this.map = map;
        this.regionSets = regionSets;
        this.problems = problems;
    }

    Model read() {
        String name = map.value("name", "a name of letters, digits, '.' and '-'", ModelReader::name)
                .orElse("");
        List<String> aliases = map.texts("aliases");
        String vendor = map.text("vendor").orElse("");
        ModelKind kind = map.value("kind", "one of " + String.join(", ", KINDS), ModelReader::kind)
                .orElseGet(this::kindByShape);
        Optional<LocalDate> released = map.optionalValue("released", "a date such as 2026-11-21", LocalDate::parse);
        long contextTokens = kind == ModelKind.IMAGE ? 0 : tokens("contextTokens");
        long outputTokens = kind == ModelKind.CHAT ? tokens("outputTokens") : 0;
        OptionalLong defaultMaxTokens = kind == ModelKind.CHAT && map.has("defaultMaxTokens")
                ? OptionalLong.of(tokens("defaultMaxTokens"))
                : OptionalLong.empty();
        int tokenMargin = map.optionalValue("tokenMargin", "a factor from 1 to 9.99 such as 1.65", ModelReader::margin)
                .orElse(Model.TOKEN_MARGIN);
        Set<Capability> capabilities = capabilities();
        Map<String, BedrockId> bedrock = bedrock();
        Map<String, Prices> prices = prices(kind, bedrock.keySet());
        return new Model(
                name,
                aliases,
                vendor,
                kind,
                released,
                contextTokens,
                outputTokens,
                defaultMaxTokens,
                tokenMargin,
                capabilities,
                bedrock,
                prices);
    }

    private static int margin(String text) {
        if (!text.matches("[1-9](\\.[0-9]{1,2})?")) {
            throw new IllegalArgumentException(text);
        }
        return new BigDecimal(text).movePointRight(2).intValueExact();
    }

    /** A mistyped kind is one mistake: without a guess, keys that are right would be told as wrong as well. */
    private ModelKind kindByShape() {
        return map.has("outputTokens")
                ? ModelKind.CHAT
                : map.has("contextTokens") ? ModelKind.EMBEDDING : ModelKind.IMAGE;
    }

    private Set<Capability> capabilities() {
        Set<Capability> found = EnumSet.noneOf(Capability.class);
        for (String word : map.texts("can")) {
            Arrays.stream(Capability.values())
                    .filter(capability -> capability.word().equals(word))
                    .findFirst()
                    .ifPresentOrElse(
                            found::add,
                            () -> problems.add(
                                    map.where("can"),
                                    "words from " + String.join(", ", CAPABILITIES),
                                    "'" + word + "'",
                                    Suggestion.remedy(word, CAPABILITIES)));
        }
        return Collections.unmodifiableSet(found);
    }

    private Map<String, BedrockId> bedrock() {
        Map<String, BedrockId> ids = new LinkedHashMap<>();
        required("bedrock")
                .ifPresent(bedrock -> bedrock.keys().stream()
                        .filter(geography -> isGeography(bedrock, geography))
                        .forEach(geography -> bedrock.map(geography)
                                .ifPresent(entry -> ids.put(
                                        geography, new BedrockReader(geography, entry, regionSets, problems).read()))));
        return Collections.unmodifiableMap(ids);
    }

    private Map<String, Prices> prices(ModelKind kind, Set<String> offered) {
        Map<String, Prices> byGeography = new LinkedHashMap<>();
        required("prices").ifPresent(yaml -> {
            Prices general = new PriceReader(yaml, kind).read();
            offered.forEach(geography -> byGeography.put(geography, general));
            yaml.map("geographies")
                    .ifPresent(overrides -> overrides.keys().stream()
                            .filter(geography -> isOffered(overrides, geography, offered))
                            .forEach(geography -> overrides.map(geography).ifPresent(entry -> {
                                byGeography.put(geography, new PriceReader(entry, kind).read());
                                entry.refuseOthers();
                            })));
            yaml.refuseOthers();
        });
        return Collections.unmodifiableMap(byGeography);
    }

    private boolean isOffered(YamlMap overrides, String geography, Set<String> offered) {
        if (!offered.contains(geography)) {
            problems.add(
                    overrides.where(geography),
                    "a geography that 'bedrock' names",
                    "'" + geography + "'",
                    "Remove it or add it below 'bedrock'");
        }
        return offered.contains(geography);
    }

    private Optional<YamlMap> required(String key) {
        Optional<YamlMap> found = map.map(key);
        if (!map.has(key)) {
            problems.add(map.where(key), "a mapping", "nothing", "Add the key '" + key + "'");
        }
        return found;
    }

    private boolean isGeography(YamlMap yaml, String word) {
        boolean known = Geographies.words().contains(word);
        if (!known) {
            problems.add(
                    yaml.where(word), "a geography", "'" + word + "'", Suggestion.remedy(word, Geographies.words()));
        }
        return known;
    }

    private long tokens(String key) {
        return map.value(key, TOKENS, ModelReader::count).orElse(0L);
    }

    static Long count(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(text);
        }
        return Long.parseLong(text);
    }

    private static String name(String text) {
        if (!text.matches("[A-Za-z0-9][A-Za-z0-9.-]*")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static ModelKind kind(String text) {
        return Arrays.stream(ModelKind.values())
                .filter(kind -> kind.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }
}
