package dev.portcullis.gate.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.Usd;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A key's budgets from {@code budgets} and {@code unlimited}, over those that it has. */
record BudgetsReader(AdminFields fields, Problems problems) {
    private static final List<String> PERIODS = List.of(Period.DAY.word(), Period.MONTH.word(), Period.TOTAL.word());

    /** @param touched whether the body says anything about them: only then must they make sense */
    Map<Period, Usd> read(Map<Period, Usd> old, boolean touched) {
        int before = problems.all().size();
        Map<Period, Usd> budgets = merged(old);
        // With a mistake above, the merged budgets are incomplete and are not judged as a whole.
        if (touched && problems.all().size() == before) {
            hasBudgetOrSaysSo(budgets);
        }
        return budgets;
    }

    private Map<Period, Usd> merged(Map<Period, Usd> old) {
        Map<Period, Usd> budgets = new EnumMap<>(Period.class);
        if (fields.has("budgets") && fields.get("budgets").isNull()) {
            return budgets;
        }
        budgets.putAll(old);
        if (fields.has("budgets")) {
            fields.inside("budgets", PERIODS).ifPresent(inner -> {
                for (Period period : Period.values()) {
                    Optional<Usd> had = Optional.ofNullable(old.get(period));
                    inner.read(period.word(), had, Optional.<Usd>empty(), value -> dollars(inner, period.word(), value))
                            .ifPresentOrElse(amount -> budgets.put(period, amount), () -> budgets.remove(period));
                }
            });
        }
        return budgets;
    }

    private static Optional<Optional<Usd>> dollars(AdminFields inner, String name, JsonNode value) {
        try {
            if (value.isTextual()) {
                return Optional.of(Optional.of(Usd.ofDollars(value.textValue())));
            }
        } catch (IllegalArgumentException e) {
            // Reported below.
        }
        inner.wrong(
                name,
                "dollars as a text of digits and at most six decimals, below a billion",
                "Write it in quotation marks, such as \"2.5\"");
        return Optional.empty();
    }

    /** A key that can spend as much as the gateway's caps let it is asked for by name. */
    private void hasBudgetOrSaysSo(Map<Period, Usd> budgets) {
        JsonNode unlimited = fields.get("unlimited");
        boolean asked = unlimited.isBoolean() && unlimited.booleanValue();
        if (!unlimited.isMissingNode() && !unlimited.isBoolean()) {
            fields.wrong("unlimited", "true or false", "Leave it out unless the key shall have no budget");
        } else if (asked && !budgets.isEmpty()) {
            fields.wrong(
                    "unlimited", "no budget beside it", "one or more", "Leave out one of 'budgets' and 'unlimited'");
        } else if (!asked && budgets.isEmpty()) {
            fields.wrong(
                    "budgets",
                    "at least one of day, month and total",
                    "none",
                    "Write such as {\"day\": \"5\"}, or send \"budgets\": {} with \"unlimited\": true");
        }
    }
}
