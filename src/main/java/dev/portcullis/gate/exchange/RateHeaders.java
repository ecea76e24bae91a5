package dev.portcullis.gate.exchange;

import dev.portcullis.gate.answer.ErrorBodies;
import dev.portcullis.gate.ledger.key.RateLimits;
import dev.portcullis.gate.ledger.money.Meter;
import dev.portcullis.policy.ApiShape;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The state of the minute's limits, in the headers that the vendors' clients read: OpenAI's {@code x-ratelimit-*}
 * ("Rate limits", platform documentation), Anthropic's {@code anthropic-ratelimit-*} ("Rate limits", API reference).
 * None for a limit that the key does not have.
 */
public final class RateHeaders {
    private RateHeaders() {}

    public static Map<String, String> of(ApiShape shape, RateLimits limits, Meter meter, Instant now) {
        Map<String, String> headers = new LinkedHashMap<>();
        limits.requestsPerMinute()
                .ifPresent(most -> add(headers, shape, "requests", most, most - meter.requests(), meter, now));
        limits.tokensPerMinute()
                .ifPresent(most -> add(headers, shape, "tokens", most, most - meter.tokens(), meter, now));
        return headers;
    }

    /** All that there can be. */
    static Stream<String> names() {
        return Stream.of("requests", "tokens")
                .flatMap(what -> Stream.concat(
                        Stream.of("-limit", "-remaining", "-reset").map(end -> "anthropic-ratelimit-" + what + end),
                        Stream.of("limit-", "remaining-", "reset-").map(start -> "x-ratelimit-" + start + what)));
    }

    private static void add(
            Map<String, String> headers,
            ApiShape shape,
            String what,
            long most,
            long difference,
            Meter meter,
            Instant now) {
        String left = Long.toString(Math.max(0, difference));
        if (ErrorBodies.isAnthropic(shape)) {
            headers.put("anthropic-ratelimit-" + what + "-limit", Long.toString(most));
            headers.put("anthropic-ratelimit-" + what + "-remaining", left);
            headers.put(
                    "anthropic-ratelimit-" + what + "-reset",
                    meter.resets().truncatedTo(ChronoUnit.SECONDS).toString());
        } else {
            long seconds = Math.max(0, Duration.between(now, meter.resets()).toSeconds());
            headers.put("x-ratelimit-limit-" + what, Long.toString(most));
            headers.put("x-ratelimit-remaining-" + what, left);
            headers.put("x-ratelimit-reset-" + what, seconds + "s");
        }
    }
}
