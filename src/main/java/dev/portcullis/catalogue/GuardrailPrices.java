package dev.portcullis.catalogue;

import dev.portcullis.settings.value.Usd;
import java.util.Map;
import java.util.TreeMap;

/**
 * The prices of a Bedrock guardrail: US dollars for a thousand units, by the counters in which Bedrock reports them. A
 * unit is a text of up to a thousand characters that one kind of policy looks at, or one picture.
 */
public record GuardrailPrices(Map<String, Usd> perThousand) {
    /** The characters of a text unit. */
    public static final int UNIT = 1_000;

    private static final String PICTURES = "contentPolicyImageUnits";
    private static final long THOUSAND = 1_000;

    public GuardrailPrices {
        perThousand = Map.copyOf(perThousand);
    }

    /** The price of what Bedrock reports; a counter that the table does not name is as dear as all together. */
    public Usd of(Map<String, Long> units) {
        Usd sum = Usd.ZERO;
        for (var counter : new TreeMap<>(units).entrySet()) {
            Usd each = perThousand.getOrDefault(counter.getKey(), allText());
            sum = sum.plus(each.times(counter.getValue()));
        }
        return perUnit(sum);
    }

    /** The most that so many text units can cost, whichever policies the guardrail has. */
    public Usd most(long textUnits) {
        return perUnit(allText().times(textUnits));
    }

    private Usd allText() {
        return perThousand.entrySet().stream()
                .filter(counter -> !counter.getKey().equals(PICTURES))
                .map(Map.Entry::getValue)
                .reduce(Usd.ZERO, Usd::plus);
    }

    /** Rounded up to a whole millionth of a dollar. */
    private static Usd perUnit(Usd perThousand) {
        return new Usd((perThousand.micros() + THOUSAND - 1) / THOUSAND);
    }
}
