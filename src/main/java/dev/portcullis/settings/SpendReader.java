package dev.portcullis.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/** What concerns AWS budgets and warnings. */
final class SpendReader {
    private static final Pattern MONITOR =
            Pattern.compile("arn:aws:ce::[0-9]{12}:anomalymonitor/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private SpendReader() {}

    static Optional<Spend> spend(RawConfig raw) {
        var alertEmail = raw.get(Key.ALERT_EMAIL).as("a mail address such as alerts@example.com", Email::new);
        var daily = raw.get(Key.DAILY_MODEL_BUDGET_USD).integer("a whole number of US dollars", 1, 100_000);
        var monthly = raw.get(Key.MONTHLY_BUDGET_USD).integer("a whole number of US dollars", 1, 1_000_000);
        var monitor = raw.get(Key.ANOMALY_MONITOR_ARN)
                .unlessEmpty(
                        "an ARN such as arn:aws:ce::123456789012:anomalymonitor/<uuid>, or \"\"",
                        text -> RawValue.matching(MONITOR, text));
        return raw.ifSound(() -> new Spend(
                alertEmail.orElseThrow(),
                Usd.ofDollars(daily.orElseThrow()),
                Usd.ofDollars(monthly.orElseThrow()),
                monitor));
    }
}
