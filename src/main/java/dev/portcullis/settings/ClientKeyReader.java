package dev.portcullis.settings;

import dev.portcullis.input.Suggestion;
import dev.portcullis.input.WrittenTime;
import dev.portcullis.settings.value.KeyBounds;
import dev.portcullis.settings.value.ModelPattern;
import dev.portcullis.settings.value.Usd;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads {@code clients.<name>.key}. The gate reads the same terms again, with the reader of its admin API. */
final class ClientKeyReader {
    private static final List<String> BUDGETS = List.of("day", "month", "total");
    private static final String DEFAULT_MAX_TOKENS = "defaultMaxTokens";
    private static final List<String> FIELDS = List.of(
            "day",
            "month",
            "total",
            "unlimited",
            "models",
            "capabilities",
            "requestsPerMinute",
            "tokensPerMinute",
            "inFlight",
            DEFAULT_MAX_TOKENS,
            "timeZone",
            "expiresAt");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

    private ClientKeyReader() {}

    static Optional<ClientKey> read(RawConfig raw, RawValue key, int version) {
        if (!key.isMapping()) {
            key.refuse("a mapping with a budget, such as day: 5", key.set(".day", "5"));
            return Optional.empty();
        }
        for (String field : key.fields()) {
            if (!FIELDS.contains(field)) {
                key.field(field, "").refuse("a known field", "'" + field + "'", Suggestion.remedy(field, FIELDS));
            }
        }
        Map<String, Usd> budgets = budgets(key);
        Map<String, Integer> counts = counts(key);
        List<String> models = names(key, "models", "claude-*", ModelPattern::isWellFormed);
        List<String> capabilities =
                names(key, "capabilities", "chat", text -> WORD.matcher(text).matches());
        Optional<String> zone = optional(key.field("timeZone", "Europe/Berlin"), "a time zone by its name", text -> {
            if (!ZoneId.getAvailableZoneIds().contains(text)) {
                throw new IllegalArgumentException("no such zone");
            }
            return text;
        });
        Optional<Instant> expiry = optional(
                key.field("expiresAt", "2027-06-30T00:00:00Z"),
                "before the year 3000, " + WrittenTime.FIXED,
                ClientKeyReader::expiry);
        return raw.ifSound(() -> new ClientKey(version, budgets, models, capabilities, counts, zone, expiry));
    }

    private static Map<String, Usd> budgets(RawValue key) {
        Map<String, Usd> budgets = new TreeMap<>();
        for (String period : BUDGETS) {
            optional(
                            key.field(period, "5"),
                            "US dollars with at most six decimals, below a billion, such as 2.5",
                            Usd::ofDollars)
                    .ifPresent(amount -> budgets.put(period, amount));
        }
        RawValue unlimited = key.field("unlimited", "true");
        boolean asked = !unlimited.isAbsent() && unlimited.bool().orElse(false);
        boolean named = BUDGETS.stream().anyMatch(key.fields()::contains);
        if (asked && named) {
            unlimited.refuse("a budget or unlimited", "both", "Remove unlimited to keep the budget");
        } else if (!asked && !named) {
            key.refuse(
                    "at least one of day, month and total",
                    "no budget",
                    key.set(".day", "5")
                            + ", or set unlimited to true for a key that only the caps of the gateway hold");
        }
        return budgets;
    }

    private static Map<String, Integer> counts(RawValue key) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String name : KeyBounds.COUNTS) {
            count(key.field(name, "60"), KeyBounds.LARGEST_COUNT).ifPresent(count -> counts.put(name, count));
        }
        count(key.field(DEFAULT_MAX_TOKENS, "8192"), KeyBounds.LARGEST_DEFAULT_MAX_TOKENS)
                .ifPresent(count -> counts.put(DEFAULT_MAX_TOKENS, count));
        return counts;
    }

    private static Optional<Integer> count(RawValue value, int most) {
        return value.isAbsent() ? Optional.empty() : value.integer("a whole number", 1, most);
    }

    private static List<String> names(RawValue key, String name, String example, Predicate<String> form) {
        RawValue value = key.field(name, example);
        if (value.isAbsent()) {
            return List.of();
        }
        String expected = "a list of 1 to " + KeyBounds.MOST_NAMES + " names such as [" + example + "]";
        List<String> names = List.copyOf(value.list(
                expected, item -> item.as("a name such as " + example, text -> wellFormed(text, form))));
        if (value.isEmptyList() || names.size() > KeyBounds.MOST_NAMES) {
            value.refuse(expected, "Remove it to allow all");
        }
        return names;
    }

    private static String wellFormed(String text, Predicate<String> form) {
        if (!form.test(text)) {
            throw new IllegalArgumentException("not of the form");
        }
        return text;
    }

    private static <T> Optional<T> optional(RawValue value, String expected, Function<String, T> parse) {
        return value.isAbsent() ? Optional.empty() : value.as(expected, parse);
    }

    private static Instant expiry(String text) {
        Instant end =
                WrittenTime.fixed(text, ZoneOffset.UTC).orElseThrow(() -> new IllegalArgumentException("no time"));
        if (!KeyBounds.mayExpireAt(end)) {
            throw new IllegalArgumentException("too late");
        }
        return end;
    }
}
