package dev.portcullis.gate.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The team's public keys by their {@code kid}, fetched when they are needed and kept. An answer that cannot be had or
 * read leaves what is there; keys that nobody could confirm for a day are no longer believed.
 */
public final class SigningKeys {
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration BELIEVED = Duration.ofDays(1);
    /** Anyone can invent a {@code kid}: the team's server must not be asked for each of them. */
    private static final Duration BETWEEN_FETCHES = Duration.ofMinutes(1);
    /** Without any key nobody gets in, so it is worth asking more often. */
    private static final Duration BETWEEN_FIRST_FETCHES = Duration.ofSeconds(5);

    private static final int FEWEST_BITS = 2048;

    private final Supplier<CompletionStage<String>> source;
    private final Clock clock;
    private volatile Keys keys = new Keys(Map.of(), Instant.MIN);
    private Instant lastFetch = Instant.MIN;
    private CompletableFuture<Void> fetch = CompletableFuture.completedFuture(null);

    private record Keys(Map<String, RSAPublicKey> byId, Instant read) {
        boolean olderThan(Duration age, Instant now) {
            // Subtracts from now instead of adding to read, which is Instant.MIN before the first fetch.
            return read.isBefore(now.minus(age));
        }
    }

    /** @param source the text of the key set; fails when it cannot be had */
    public SigningKeys(Supplier<CompletionStage<String>> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** The key as far as it is known, without waiting for anything. */
    Optional<RSAPublicKey> known(String kid) {
        Keys current = keys;
        Instant now = clock.instant();
        if (current.olderThan(FRESH, now)) {
            refresh();
        }
        return current.olderThan(BELIEVED, now)
                ? Optional.empty()
                : Optional.ofNullable(current.byId().get(kid));
    }

    /** Whether any key can be believed now. When none can, nobody is let in. */
    public boolean available() {
        return !keys.olderThan(BELIEVED, clock.instant());
    }

    /** Fetches the keys unless that was done a moment ago; completes without a failure in either case. */
    public synchronized CompletionStage<Void> refresh() {
        Instant now = clock.instant();
        Duration pause = available() ? BETWEEN_FETCHES : BETWEEN_FIRST_FETCHES;
        if (fetch.isDone() && lastFetch.isBefore(now.minus(pause))) {
            lastFetch = now;
            CompletableFuture<Void> started = new CompletableFuture<>();
            fetch = started;
            try {
                source.get().whenComplete((text, failure) -> {
                    try {
                        if (failure == null) {
                            parse(text).ifPresent(read -> keys = new Keys(read, now));
                        }
                    } finally {
                        started.complete(null);
                    }
                });
            } catch (RuntimeException | Error e) {
                // A fetch that never ended would be the last one.
                started.complete(null);
                throw e;
            }
        }
        return fetch;
    }

    private static Optional<Map<String, RSAPublicKey>> parse(String text) {
        try {
            Map<String, RSAPublicKey> byId = new HashMap<>();
            for (JWK key : JWKSet.parse(text).getKeys()) {
                if (key instanceof RSAKey rsa && key.getKeyID() != null && key.size() >= FEWEST_BITS) {
                    byId.put(key.getKeyID(), rsa.toRSAPublicKey());
                }
            }
            // A set without a key is a mistake of somebody's, and no reason to forget those that worked.
            return byId.isEmpty() ? Optional.empty() : Optional.of(Map.copyOf(byId));
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }
}
