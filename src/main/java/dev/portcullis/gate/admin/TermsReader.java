package dev.portcullis.gate.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.ledger.key.KeyTerms;
import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.gate.ledger.key.RateLimits;
import dev.portcullis.gate.shape.strict.GivenText;
import dev.portcullis.input.Problems;
import dev.portcullis.input.WrittenTime;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.KeyBounds;
import dev.portcullis.settings.value.Usd;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A key's terms from a body that creates it or, over those that it has, edits it: a field that is left out stays as it
 * is, null puts it back to what a new key has, and the same inside {@code budgets} and {@code limits} (RFC 7396).
 */
final class TermsReader {
    /** Begins the names of keys that the stack declares, and no other's. */
    static final String STACK_PREFIX = "stack.";

    private static final List<String> FIELDS = List.of(
            "name",
            "client",
            "models",
            "capabilities",
            "timeZone",
            "budgets",
            "unlimited",
            "limits",
            "expiresAt",
            "defaultMaxTokens");
    private static final Pattern NAME = Pattern.compile("(?![pa]k-)[A-Za-z0-9][A-Za-z0-9 ._@-]{0,59}");

    private final Known known;
    private final Instant now;
    private final Problems problems = new Problems();
    private final AdminFields fields;

    private TermsReader(Known known, ObjectNode body, Instant now) {
        this.known = known;
        this.now = now;
        this.fields = new AdminFields(body, "", FIELDS, problems);
    }

    /** Throws {@link dev.portcullis.input.BadInput} with every mistake. */
    static KeyTerms create(Known known, ObjectNode body, Instant now) {
        TermsReader reader = new TermsReader(known, body, now);
        Optional<String> name = reader.name();
        Optional<ClientName> client = reader.client();
        Map<Period, Usd> budgets = reader.budgets().read(Map.of(), true);
        return reader.terms(name, client, budgets, Optional.empty());
    }

    /** The same for a key that the stack declares, whose end may have passed: the gate starts all the same. */
    static KeyTerms declare(Known known, ObjectNode body) {
        TermsReader reader = new TermsReader(known, body, Instant.EPOCH);
        Map<Period, Usd> budgets = reader.budgets().read(Map.of(), true);
        return reader.terms(Optional.of(body.path("name").asText()), reader.client(), budgets, Optional.empty());
    }

    /** The same for a key that is there. */
    static KeyTerms edit(Known known, ObjectNode body, KeyTerms old, Instant now) {
        TermsReader reader = new TermsReader(known, body, now);
        Optional<String> name = reader.fields.has("name") ? reader.name() : Optional.of(old.name());
        Optional<ClientName> client = reader.fields.has("client") ? reader.client() : Optional.of(old.client());
        boolean touched = reader.fields.has("budgets") || reader.fields.has("unlimited");
        Map<Period, Usd> budgets = reader.budgets().read(old.budgets(), touched);
        return reader.terms(name, client, budgets, Optional.of(old));
    }

    private KeyTerms terms(
            Optional<String> name, Optional<ClientName> client, Map<Period, Usd> budgets, Optional<KeyTerms> old) {
        NameLists lists = new NameLists(known, fields);
        List<String> models =
                fields.read("models", old.map(KeyTerms::models).orElse(NameLists.ALL), NameLists.ALL, lists::models);
        List<String> capabilities = fields.read(
                "capabilities",
                old.map(KeyTerms::capabilities).map(List::copyOf).orElse(NameLists.ALL),
                NameLists.ALL,
                lists::capabilities);
        ZoneId zone = fields.read("timeZone", old.map(KeyTerms::zone).orElse(ZoneOffset.UTC), utc(), this::zone);
        RateLimits limits = limits(old.map(KeyTerms::limits).orElse(RateLimits.NONE));
        Optional<Instant> expiry =
                fields.read("expiresAt", old.flatMap(KeyTerms::expiresAt), Optional.<Instant>empty(), this::expiry);
        OptionalLong defaultMaxTokens = count(
                fields,
                "defaultMaxTokens",
                old.map(KeyTerms::defaultMaxTokens).orElse(OptionalLong.empty()),
                KeyBounds.LARGEST_DEFAULT_MAX_TOKENS,
                "Leave it out for the gateway's own");
        problems.throwIfAny();
        return new KeyTerms(
                name.orElseThrow(),
                client.orElseThrow(),
                models,
                Set.copyOf(capabilities),
                zone,
                budgets,
                limits,
                expiry,
                defaultMaxTokens);
    }

    private Optional<String> name() {
        if (fields.get("name").asText().startsWith(STACK_PREFIX)) {
            fields.wrong(
                    "name",
                    "a name that does not begin with '" + STACK_PREFIX + "'",
                    GivenText.describe(fields.get("name")),
                    "Choose another: such names belong to keys that the stack's settings declare");
            return Optional.empty();
        }
        if (fields.get("name").isTextual()
                && NAME.matcher(fields.get("name").textValue()).matches()) {
            return Optional.of(fields.get("name").textValue());
        }
        fields.wrong(
                "name",
                "1 to 60 letters, digits, spaces and . _ @ -, a letter or digit first, and no key",
                fields.get("name").asText().startsWith("pk-")
                                || fields.get("name").asText().startsWith("ak-")
                        ? "what looks like a key"
                        : GivenText.describe(fields.get("name")),
                "Choose a name such as nightly-build");
        return Optional.empty();
    }

    private Optional<ClientName> client() {
        JsonNode given = fields.get("client");
        if (!given.isTextual()) {
            fields.wrong("client", "the name of a client", "Known: " + String.join(", ", known.clientNames()));
            return Optional.empty();
        }
        Optional<ClientName> client = known.client(given.textValue());
        if (client.isEmpty()) {
            fields.unknown("client", "a client of this gateway", given.textValue(), known.clientNames());
        }
        return client;
    }

    private BudgetsReader budgets() {
        return new BudgetsReader(fields, problems);
    }

    private static ZoneId utc() {
        return ZoneOffset.UTC;
    }

    private Optional<ZoneId> zone(JsonNode value) {
        if (value.isTextual() && ZoneId.getAvailableZoneIds().contains(value.textValue())) {
            return Optional.of(ZoneId.of(value.textValue()));
        }
        String hint = "Write such as Europe/Berlin, or UTC";
        if (value.isTextual()) {
            fields.unknown(
                    "timeZone", "a time zone by its name", value.textValue(), ZoneId.getAvailableZoneIds(), hint);
        } else {
            fields.wrong("timeZone", "a time zone by its name", hint);
        }
        return Optional.empty();
    }

    private RateLimits limits(RateLimits old) {
        if (!fields.has("limits")) {
            return old;
        }
        if (fields.get("limits").isNull()) {
            return RateLimits.NONE;
        }
        return fields.inside("limits", KeyBounds.COUNTS)
                .map(inner -> new RateLimits(
                        limit(inner, KeyBounds.COUNTS.get(0), old.requestsPerMinute()),
                        limit(inner, KeyBounds.COUNTS.get(1), old.tokensPerMinute()),
                        limit(inner, KeyBounds.COUNTS.get(2), old.inFlight())))
                .orElse(old);
    }

    private static OptionalLong limit(AdminFields inner, String name, OptionalLong old) {
        return count(inner, name, old, KeyBounds.LARGEST_COUNT, "Leave it out for no limit");
    }

    private static OptionalLong count(AdminFields inner, String name, OptionalLong old, long most, String remedy) {
        return inner.read(name, old, OptionalLong.empty(), value -> {
            if (value.canConvertToLong()
                    && value.isIntegralNumber()
                    && value.longValue() > 0
                    && value.longValue() <= most) {
                return Optional.of(OptionalLong.of(value.longValue()));
            }
            inner.wrong(name, "a whole number from 1 to " + most, remedy);
            return Optional.empty();
        });
    }

    private Optional<Optional<Instant>> expiry(JsonNode value) {
        Optional<Instant> end = Optional.of(value)
                .filter(JsonNode::isTextual)
                .flatMap(text -> WrittenTime.fixed(text.textValue(), ZoneOffset.UTC))
                .filter(time -> time.isAfter(now) && KeyBounds.mayExpireAt(time));
        if (end.isPresent()) {
            return Optional.of(end);
        }
        fields.wrong(
                "expiresAt",
                "a time to come, before the year 3000",
                "Write such as 2027-06-30 or 2027-06-30T00:00:00Z, or leave it out for a key that does not expire");
        return Optional.empty();
    }
}
