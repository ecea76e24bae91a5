package dev.portcullis.gate.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.ledger.key.KeyTerms;
import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.gate.ledger.key.RateLimits;
import dev.portcullis.gate.ledger.key.VirtualKey;
import dev.portcullis.gate.ledger.money.ReserveResult;
import dev.portcullis.settings.value.Usd;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A key as JSON; nothing of its secret is known here. */
final class KeyJson {
    private KeyJson() {}

    static ObjectNode of(VirtualKey key, Instant now) {
        ObjectNode json = AdminAnswer.object()
                .put("id", key.id())
                .put("name", key.terms().name())
                .put("client", key.terms().client().value())
                .put("status", status(key, now));
        terms(json, key.terms());
        ObjectNode budgets = json.putObject("budgets");
        for (Period period : Period.values()) {
            Optional.ofNullable(key.terms().budgets().get(period))
                    .map(Usd::decimal)
                    .ifPresent(amount -> budgets.put(period.word(), amount));
        }
        RateLimits limits = key.terms().limits();
        ObjectNode counts = json.putObject("limits");
        count(counts, ReserveResult.Limit.REQUESTS, limits.requestsPerMinute());
        count(counts, ReserveResult.Limit.TOKENS, limits.tokensPerMinute());
        count(counts, ReserveResult.Limit.IN_FLIGHT, limits.inFlight());
        OptionalLong answer = key.terms().defaultMaxTokens();
        json.put("defaultMaxTokens", answer.isPresent() ? Long.valueOf(answer.getAsLong()) : null);
        return json.put("expiresAt", text(key.terms().expiresAt()))
                .put("createdAt", key.createdAt().toString())
                .put("revokedAt", text(key.revokedAt()))
                .put("declared", key.declared());
    }

    /** The fields that callers and administrators both see. */
    static void terms(ObjectNode json, KeyTerms terms) {
        terms.models().forEach(json.putArray("models")::add);
        terms.capabilities().stream().sorted().forEach(json.putArray("capabilities")::add);
        json.put(
                "timeZone",
                terms.zone().getId().equals("Z") ? "UTC" : terms.zone().getId());
    }

    static String word(ReserveResult.Limit limit) {
        return switch (limit) {
            case REQUESTS -> "requestsPerMinute";
            case TOKENS -> "tokensPerMinute";
            case IN_FLIGHT -> "inFlight";
        };
    }

    private static String status(VirtualKey key, Instant now) {
        if (key.revokedAt().isPresent()) {
            return "revoked";
        }
        return key.terms().expiresAt().filter(end -> !end.isAfter(now)).isPresent() ? "expired" : "live";
    }

    private static void count(ObjectNode json, ReserveResult.Limit limit, OptionalLong most) {
        most.ifPresent(count -> json.put(word(limit), count));
    }

    /** Null where there is none: a reader need not tell a missing field from an empty one. */
    static @Nullable String text(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }
}
