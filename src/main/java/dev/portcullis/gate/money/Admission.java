package dev.portcullis.gate.money;

import dev.portcullis.gate.exchange.Body;
import dev.portcullis.gate.exchange.Denied;
import dev.portcullis.gate.exchange.Exchange;
import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.gate.ledger.key.VirtualKey;
import dev.portcullis.gate.ledger.money.KeyStanding;
import dev.portcullis.gate.share.BodySpace;
import dev.portcullis.policy.ApiShape;
import dev.portcullis.policy.Route;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The limits that need no body, asked before one is read: what would be refused for any body costs no room. It decides
 * nothing for good, since others spend meanwhile; the reservation asks again.
 */
public final class Admission {
    /** Counting tokens costs nothing at Bedrock but its quota, which all keys share. */
    private static final int MOST_FREE = 4;

    private final Accounts accounts;
    private final Clock clock;
    private final Map<String, Integer> reading = new ConcurrentHashMap<>();
    private final Map<String, Integer> counting = new ConcurrentHashMap<>();

    public Admission(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Reads the body, unless the key has no room for another call. Else fails with {@link Denied}. */
    public Future<Body> admit(Exchange exchange, Route route, VirtualKey key, Supplier<Future<Body>> read) {
        boolean free = route.shape() == ApiShape.ANTHROPIC_COUNT_TOKENS;
        if (free && !place(exchange, counting, key).take(MOST_FREE)) {
            return Future.failedFuture(tooMany(MOST_FREE));
        }
        long most = key.terms().limits().inFlight().orElse(Long.MAX_VALUE);
        Place own = place(exchange, reading, key);
        if (!own.take(most)) {
            return Future.failedFuture(tooMany(most));
        }
        Future<Body> body;
        if (!free && isShort(exchange)) {
            // The reservation asks the same in a moment, and until then there is little that it holds.
            body = Future.succeededFuture().compose(now -> read.get());
        } else {
            body = accounts.standing(key)
                    .compose(standing -> judge(standing)
                            .<Future<Body>>map(Future::failedFuture)
                            .orElseGet(read));
        }
        return body.onComplete(done -> own.leave());
    }

    /** The exchange gives it back at its end, before it is even taken. */
    private static Place place(Exchange exchange, Map<String, Integer> counts, VirtualKey key) {
        Place place = new Place(counts, key.id());
        exchange.atRest(place::leave);
        return place;
    }

    /** One of those that a key may have at once. */
    private static final class Place {
        private final Map<String, Integer> counts;
        private final String key;
        private boolean taken;

        Place(Map<String, Integer> counts, String key) {
            this.counts = counts;
            this.key = key;
        }

        boolean take(long most) {
            int now = counts.merge(key, 1, Integer::sum);
            taken = true;
            if (now > most) {
                leave();
            }
            return taken;
        }

        void leave() {
            if (taken) {
                taken = false;
                counts.computeIfPresent(key, (id, count) -> count == 1 ? null : count - 1);
            }
        }
    }

    private static boolean isShort(Exchange exchange) {
        String length = exchange.header("content-length");
        return length.matches("[0-9]{1,9}") && Long.parseLong(length) <= BodySpace.SHORT;
    }

    private Optional<Denied> judge(KeyStanding standing) {
        return standing.budgets().stream()
                .filter(budget -> budget.settled().compareTo(budget.amount()) >= 0)
                .map(Admission::spent)
                .findFirst()
                .or(() -> standing.limits().stream()
                        .filter(limit -> limit.left() == 0)
                        .map(this::used)
                        .findFirst());
    }

    private static Denied spent(KeyStanding.Budget budget) {
        String period = budget.period() == Period.TOTAL
                ? " in total"
                : " a " + budget.period().word();
        return new Denied(
                402,
                "insufficient_quota",
                "budget: this key's budget of " + budget.amount() + period + " is spent (" + budget.settled() + ")."
                        + budget.resets().map(time -> " It resets at " + time).orElse(" It does not reset"));
    }

    private Denied used(KeyStanding.Limit limit) {
        return switch (limit.kind()) {
            case IN_FLIGHT -> tooMany(limit.most());
            case REQUESTS -> perMinute(limit, "requests");
            case TOKENS -> perMinute(limit, "tokens");
        };
    }

    private Denied perMinute(KeyStanding.Limit limit, String what) {
        Instant now = clock.instant();
        long wait = limit.resets()
                .map(time -> Duration.between(now, time).toSeconds() + 1)
                .orElse(1L);
        return new Denied(
                        429,
                        "rate_limited",
                        "rate: this key is limited to " + limit.most() + " " + what + " a minute, and " + limit.used()
                                + " are used")
                .retryAfter(Duration.ofSeconds(Math.max(1, wait)));
    }

    private static Denied tooMany(long most) {
        return new Denied(
                        429,
                        "too_many_in_flight",
                        "rate: this key is limited to " + most + " requests at once, and all of them are under way")
                .retryAfter(Duration.ofSeconds(1));
    }
}
