package dev.portcullis.settings.value;

import java.util.Locale;

/**
 * The zone's Cloudflare plan and what it allows in the two ruleset phases that Portcullis uses.
 *
 * <p>Source: Cloudflare's plan table for WAF custom rules and its page "Rate limiting rules: availability", read
 * 2026-11. Periods and timeouts are in seconds.
 */
public enum CloudflarePlan {
    FREE(5, 1, 10, 10, false),
    PRO(20, 2, 60, 3_600, true),
    BUSINESS(100, 5, 600, 86_400, true),
    ENTERPRISE(1_000, 100, 65_535, 86_400, true);

    private final int customRules;
    private final int rateLimitRules;
    private final int longestPeriod;
    private final int longestTimeout;
    private final boolean hostInRateLimit;

    CloudflarePlan(
            int customRules, int rateLimitRules, int longestPeriod, int longestTimeout, boolean hostInRateLimit) {
        this.customRules = customRules;
        this.rateLimitRules = rateLimitRules;
        this.longestPeriod = longestPeriod;
        this.longestTimeout = longestTimeout;
        this.hostInRateLimit = hostInRateLimit;
    }

    public int customRules() {
        return customRules;
    }

    public int rateLimitRules() {
        return rateLimitRules;
    }

    public int longestPeriod() {
        return longestPeriod;
    }

    public int longestTimeout() {
        return longestTimeout;
    }

    /** Without it a rate-limit expression may name the path only, so the rule counts on every host of the zone. */
    public boolean hostInRateLimit() {
        return hostInRateLimit;
    }

    /** The word used in settings and messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
