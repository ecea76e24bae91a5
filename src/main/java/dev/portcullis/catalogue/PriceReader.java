package dev.portcullis.catalogue;

import dev.portcullis.input.YamlMap;
import dev.portcullis.settings.value.Usd;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the prices that a model of one kind must have. The caller refuses what is left over. */
final class PriceReader {
    private static final String DOLLARS = "US dollars with at most 6 decimals, not negative";

    private static final List<String> GUARDRAIL = List.of(
            "contentPolicyUnits",
            "topicPolicyUnits",
            "wordPolicyUnits",
            "sensitiveInformationPolicyUnits",
            "sensitiveInformationPolicyFreeUnits",
            "contextualGroundingPolicyUnits",
            "automatedReasoningPolicyUnits",
            "contentPolicyImageUnits");

    private final YamlMap map;
    private final ModelKind kind;

    PriceReader(YamlMap map, ModelKind kind) {
        this.map = map;
        this.kind = kind;
    }

    Prices read() {
        if (kind == ModelKind.IMAGE) {
            return Prices.ofImage(price("image"));
        }
        TokenPrices standard = tokenPrices();
        Optional<YamlMap> tier = kind == ModelKind.CHAT ? map.map("longContext") : Optional.empty();
        return tier.map(yaml -> withLongContext(standard, yaml)).orElseGet(() -> Prices.ofTokens(standard));
    }

    /** Every counter of Bedrock's {@code GuardrailUsage} that counts units needs its price. */
    static GuardrailPrices guardrail(YamlMap map) {
        PriceReader reader = new PriceReader(map, ModelKind.CHAT);
        Map<String, Usd> prices = new TreeMap<>();
        GUARDRAIL.forEach(counter -> prices.put(counter, reader.price(counter)));
        map.refuseOthers();
        return new GuardrailPrices(prices);
    }

    private Prices withLongContext(TokenPrices standard, YamlMap yaml) {
        long above = yaml.value("above", ModelReader.TOKENS, ModelReader::count).orElse(Long.MAX_VALUE);
        TokenPrices longContext = new PriceReader(yaml, kind).tokenPrices();
        yaml.refuseOthers();
        return new Prices(standard, above, longContext, Usd.ZERO);
    }

    private TokenPrices tokenPrices() {
        Usd input = price("input");
        if (kind == ModelKind.EMBEDDING) {
            return new TokenPrices(input, Usd.ZERO, input, input, input);
        }
        return new TokenPrices(
                input,
                price("output"),
                optional("cacheRead", input),
                optional("cacheWrite5m", input),
                optional("cacheWrite1h", input));
    }

    private Usd price(String key) {
        return map.value(key, DOLLARS, Usd::ofDollars).orElse(Usd.ZERO);
    }

    private Usd optional(String key, Usd otherwise) {
        return map.optionalValue(key, DOLLARS, Usd::ofDollars).orElse(otherwise);
    }
}
