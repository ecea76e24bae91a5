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

/** Tells the caller why the ledger reserved nothing: which limit, how much of it is used and when it resets. */
final class NoRoom {
    /** About the time a call takes: clients that retry ignore a longer retry-after. */
    private static final Duration CALLS_END = Duration.ofSeconds(15);

    private NoRoom() {}

    /**
     * 402 when the budget is spent; 429 when only calls under way stand in the way, since most of them release a part
     * of their reservation.
     */
    static Denied budget(ReserveResult.OverBudget over, Usd most) {
        String whose = over.gateway() ? "the whole gateway's" : "the key's";
        String period = over.period() == Period.TOTAL
                ? " in total"
                : " a " + over.period().word();
        String budget = over.amount() + period + ", of which " + over.settled() + " is spent and " + over.reserved()
                + " is reserved for calls under way";
        String resets = over.resets().map(time -> " It resets at " + time + ".").orElse(" It does not reset.");
        boolean spent = over.settled().plus(most).compareTo(over.amount()) > 0;
        Denied denied = new Denied(
                spent ? 402 : 429,
                spent ? "insufficient_quota" : "budget_reserved",
                "budget: this call may cost up to " + most + ", and there is no room for it in " + whose
                        + " budget: " + budget + "." + resets
                        + " A smaller max_tokens or a shorter prompt needs less");
        return spent ? denied : denied.retryAfter(CALLS_END);
    }

    /** 429, or 413 for a call that could never pass. */
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
                                "input: " + call.requests() + " texts are " + call.requests()
                                        + " requests to this model, and this key is limited to "
                                        + number(limits.requestsPerMinute()) + " a minute. Send fewer texts at once")
                        : new Denied(
                                        429,
                                        "rate_limited",
                                        "rate: this key is limited to " + number(limits.requestsPerMinute())
                                                + " requests a minute; " + meter.requests()
                                                + " are used, and this call needs "
                                                + call.requests() + " more")
                                .retryAfter(wait(meter, now));
            case TOKENS ->
                tokens > limits.tokensPerMinute().orElse(0)
                        ? new Denied(
                                413,
                                "prompt_over_limit",
                                "rate: this key is limited to " + number(limits.tokensPerMinute())
                                        + " tokens a minute, and this prompt has about " + tokens
                                        + ". Shorten the prompt")
                        : new Denied(
                                        429,
                                        "rate_limited",
                                        "rate: this key is limited to " + number(limits.tokensPerMinute())
                                                + " tokens a minute; " + meter.tokens()
                                                + " are used, and this call needs about "
                                                + tokens + " more")
                                .retryAfter(wait(meter, now));
            case IN_FLIGHT ->
                new Denied(
                                429,
                                "too_many_in_flight",
                                "rate: this key is limited to " + number(limits.inFlight())
                                        + " requests at once, and all of them are under way")
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
