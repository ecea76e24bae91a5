package dev.portcullis.gate.ledger.key;

import java.util.OptionalLong;

/**
 * A virtual key's limits in one minute of the clock, and at once; empty for no limit. Two minutes that touch may hold
 * twice as much between their middles.
 *
 * @param tokensPerMinute tokens of prompts and answers; an answer's count when they are known, so calls under way can
 *     pass it
 */
public record RateLimits(OptionalLong requestsPerMinute, OptionalLong tokensPerMinute, OptionalLong inFlight) {
    public static final RateLimits NONE =
            new RateLimits(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
}
