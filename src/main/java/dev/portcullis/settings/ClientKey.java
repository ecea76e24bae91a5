package dev.portcullis.settings;

import dev.portcullis.settings.value.Usd;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A virtual key that the stack declares for a client, with the terms of the admin API.
 *
 * @param version 1 for the first secret; each rotation raises it by one, and the client's grace holds
 * @param budgets US dollars by {@code day}, {@code month} and {@code total}; empty only for a key without a budget
 * @param models patterns of names; empty for all
 * @param capabilities words of the table of routes; empty for all
 * @param counts whole numbers by {@code requestsPerMinute}, {@code tokensPerMinute}, {@code inFlight} and
 *     {@code defaultMaxTokens}
 * @param timeZone the zone in which the days and months of the budgets begin
 */
public record ClientKey(
        int version,
        Map<String, Usd> budgets,
        List<String> models,
        List<String> capabilities,
        Map<String, Integer> counts,
        Optional<String> timeZone,
        Optional<Instant> expiresAt) {

    public ClientKey {
        // Sorted, because the order reaches rendered files.
        budgets = Collections.unmodifiableMap(new TreeMap<>(budgets));
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
        models = List.copyOf(models);
        capabilities = List.copyOf(capabilities);
    }
}
