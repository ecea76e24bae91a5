package dev.portcullis.settings;

import dev.portcullis.settings.value.Email;
import dev.portcullis.settings.value.KeyBounds;
import dev.portcullis.settings.value.Usd;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the limits on money. */
final class SpendReader {
    private static final Pattern MONITOR =
            Pattern.compile("arn:aws:ce::[0-9]{12}:anomalymonitor/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** The default breaker, in days of the larger of cap and warning. */
    private static final int DAYS = 3;

    private SpendReader() {}

    static Optional<SpendSettings> spend(RawConfig raw) {
        var alertEmail = raw.get(Key.ALERT_EMAIL).as("a mail address such as alerts@example.com", Email::new);
        var capDay = dollars(raw, Key.CAP_DAY_USD, 100_000);
        var capMonth = dollars(raw, Key.CAP_MONTH_USD, 1_000_000);
        var warnModelsDay = dollars(raw, Key.WARN_MODELS_DAY_USD, 100_000);
        var warnAccountMonth = dollars(raw, Key.WARN_ACCOUNT_MONTH_USD, 1_000_000);
        var breaker = raw.get(Key.BREAKER_USD)
                .integer("a whole number of US dollars", 0, 300_000)
                .flatMap(dollars -> breaker(raw, dollars, capDay, warnModelsDay));
        var defaultMaxTokens = raw.get(Key.DEFAULT_MAX_TOKENS)
                .integer("a whole number of tokens", 1, KeyBounds.LARGEST_DEFAULT_MAX_TOKENS);
        var monitor = raw.get(Key.ANOMALY_MONITOR_ARN)
                .unlessEmpty(
                        "an ARN such as arn:aws:ce::123456789012:anomalymonitor/<uuid>, or \"\"",
                        text -> RawValue.matching(MONITOR, text));
        return raw.ifSound(() -> new SpendSettings(
                alertEmail.orElseThrow(),
                capDay.orElseThrow(),
                capMonth.orElseThrow(),
                warnModelsDay.orElseThrow(),
                warnAccountMonth.orElseThrow(),
                breaker.orElseThrow(),
                defaultMaxTokens.orElseThrow(),
                monitor));
    }

    /** A breaker at or below the cap would stop the gateway where a refusal of one call is meant. */
    private static Optional<Usd> breaker(
            RawConfig raw, int dollars, Optional<Usd> capDay, Optional<Usd> warnModelsDay) {
        if (capDay.isEmpty() || warnModelsDay.isEmpty()) {
            return Optional.empty();
        }
        Usd cap = capDay.get();
        if (dollars == 0) {
            Usd larger = cap.compareTo(warnModelsDay.get()) > 0 ? cap : warnModelsDay.get();
            return Optional.of(larger.times(DAYS));
        }
        Usd breaker = Usd.ofDollars(dollars);
        if (breaker.compareTo(cap) > 0) {
            return Optional.of(breaker);
        }
        raw.problems()
                .add(
                        Key.BREAKER_USD.full(),
                        "more US dollars than capDayUsd, which is " + cap.decimal(),
                        String.valueOf(dollars),
                        "Raise it, or write 0 for three times the larger of capDayUsd and warnModelsDayUsd");
        return Optional.empty();
    }

    private static Optional<Usd> dollars(RawConfig raw, Key key, int most) {
        return raw.get(key).integer("a whole number of US dollars", 1, most).map(Usd::ofDollars);
    }
}
