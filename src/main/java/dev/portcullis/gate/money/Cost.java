package dev.portcullis.gate.money;

import dev.portcullis.catalogue.Prices;
import dev.portcullis.catalogue.TokenPrices;
import dev.portcullis.gate.shape.usage.Usage;
import dev.portcullis.settings.value.Usd;

/** The price of what was used: exact, and rounded up to a whole millionth of a dollar once, at the end. */
final class Cost {
    private static final long MILLION = 1_000_000;

    private Cost() {}

    /** Throws {@link ArithmeticException} for counts that no model has. */
    static Usd of(Prices prices, Usage used) {
        TokenPrices each = prices.forPrompt(used.prompt());
        Usd perMillion = each.input()
                .times(used.input())
                .plus(each.output().times(used.output()))
                .plus(each.cacheRead().times(used.cacheRead()))
                .plus(each.cacheWrite5m().times(used.cacheWrite5m()))
                .plus(each.cacheWrite1h().times(used.cacheWrite1h()));
        return roundUp(perMillion).plus(prices.image().times(used.images()));
    }

    private static Usd roundUp(Usd perMillion) {
        return new Usd(perMillion.micros() / MILLION + (perMillion.micros() % MILLION == 0 ? 0 : 1));
    }
}
