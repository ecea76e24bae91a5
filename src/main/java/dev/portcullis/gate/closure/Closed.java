package dev.portcullis.gate.closure;

import dev.portcullis.settings.value.Usd;
import java.time.Instant;

/**
 * A time in which no call is let through.
 *
 * @param by the administrator who closed the gateway
 * @param reason for administrators; callers are not told
 * @param refused calls that were refused since
 * @param cut answers that were cut off
 * @param spent settled since by the calls that were cut off
 */
public record Closed(Instant at, String by, String reason, long refused, long cut, Usd spent) {}
