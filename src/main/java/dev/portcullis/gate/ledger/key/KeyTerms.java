package dev.portcullis.gate.ledger.key;

import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.ModelPattern;
import dev.portcullis.settings.value.Usd;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The terms of a virtual key.
 *
 * @param client the client whose service token it needs; rejected when presented with any other client's token
 * @param models patterns of canonical names, in which {@code *} stands for any characters; never empty
 * @param capabilities words of routes.yaml, or only {@code *}; never empty
 * @param zone the time zone of the budgets' days and months
 * @param budgets in their periods; without one, only the gateway's caps hold
 * @param defaultMaxTokens the bound on an answer whose caller names none; empty for the model's or the gateway's
 */
public record KeyTerms(
        String name,
        ClientName client,
        List<String> models,
        Set<String> capabilities,
        ZoneId zone,
        Map<Period, Usd> budgets,
        RateLimits limits,
        Optional<Instant> expiresAt,
        OptionalLong defaultMaxTokens) {
    private static final String ANY = "*";

    public KeyTerms {
        models = List.copyOf(models);
        capabilities = Set.copyOf(capabilities);
        budgets = Map.copyOf(new TreeMap<>(budgets));
    }

    public boolean allowsModel(String canonicalName) {
        return models.stream().anyMatch(pattern -> ModelPattern.matches(pattern, canonicalName));
    }

    public boolean allowsCapability(String capability) {
        return capabilities.contains(ANY) || capabilities.contains(capability);
    }
}
