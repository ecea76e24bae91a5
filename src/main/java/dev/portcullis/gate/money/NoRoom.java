package dev.portcullis.gate.money;

import dev.portcullis.gate.exchange.Denied;
import dev.portcullis.gate.ledger.key.KeyTerms;
import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.gate.ledger.key.RateLimits;
import dev.portcullis.gate.ledger.money.Call;
import dev.portcullis.gate.ledger.money.Meter;
import dev.portcullis.gate.ledger.money.ReserveResult;
import dev.portcullis.settings.value.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** Why the ledger set nothing aside, in words for the caller: which limit, how it stands and when that changes. */
final class NoRoom {
    /** Clients that retry wait about as long as a call takes; longer waits they replace by their own. */
    private static final Duration CALLS_END = Duration.ofSeconds(15);

    private NoRoom() {}

    /**
     * 402 when it is spent; 429 when only calls under way stand in the way, of which most give back a part of what is
     * set aside for them.
     */
    static Denied budget(ReserveResult.OverBudget over, Usd most) {
        String whose = over.gateway() ? "the whole gateway's" : "the key's";
        String period = over.period() == Period.TOTAL
                ? " in total"
                : " a " + over.period().word();
        String budget = over.amount() + period + ", of which " + over.settled() + " is spent and " + over.reserved()
                + " is set aside for calls under way";
        String resets =
                over.resets().map(time -> " It begins anew at " + time + ".").orElse(" It does not begin anew.");
        boolean spent = over.settled().plus(most).compareTo(over.amount()) > 0;
        Denied denied = new Denied(
                spent ? 402 : 429,
                spent ? "insufficient_quota" : "budget_reserved",
                "budget: this call may cost up to " + most + ", and there is no room for it in " + whose
                        + " budget: " + budget + "." + resets
                        + " A smaller max_tokens or a shorter prompt needs less");
        return spent ? denied : denied.retryAfter(CALLS_END);
    }

    /** 429, or 413 for what would never pass. */
    static Denied limit(ReserveResult.TooMany tooMany, KeyTerms terms, Call call, Instant now) {
        RateLimits limits = terms.limits();
        long tokens = call.tokens();
        Meter meter = tooMany.meter();
        return switch (tooMany.limit()) {
            case REQUESTS ->
                call.requests() > limits.requestsPerMinute().orElse(0)
                        ? new Denied(
                                413,
                                "batch_over_limit",
                                "input: expected at most " + number(limits.requestsPerMinute())
                                        + " texts, since each is a request to this model and the key has so many a minute, got "
                                        + call.requests())
                        : new Denied(
                                        429,
                                        "rate_limited",
                                        "rate: expected at most " + number(limits.requestsPerMinute())
                                                + " requests a minute with this key, of which " + meter.requests()
                                                + " are used, got " + call.requests() + " more")
                                .retryAfter(wait(meter, now));
            case TOKENS ->
                tokens > limits.tokensPerMinute().orElse(0)
                        ? new Denied(
                                413,
                                "prompt_over_limit",
                                "rate: expected a prompt within the key's " + number(limits.tokensPerMinute())
                                        + " tokens a minute, got about " + tokens)
                        : new Denied(
                                        429,
                                        "rate_limited",
                                        "rate: expected at most " + number(limits.tokensPerMinute())
                                                + " tokens a minute with this key, of which " + meter.tokens()
                                                + " are used, got about " + tokens + " more")
                                .retryAfter(wait(meter, now));
            case IN_FLIGHT ->
                new Denied(
                                429,
                                "too_many_in_flight",
                                "rate: expected at most " + number(limits.inFlight())
                                        + " requests at once with this key, got one more")
                        .retryAfter(Duration.ofSeconds(1));
        };
    }

    private static Duration wait(Meter meter, Instant now) {
        long left = Duration.between(now, meter.resets()).toMillis();
        return Duration.ofSeconds(Math.max(1, Math.floorDiv(left + 999, 1000)));
    }

    private static String number(OptionalLong limit) {
        return Long.toString(limit.orElse(0));
    }
}
