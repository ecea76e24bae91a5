package dev.portcullis.settings;

import java.util.Optional;

/**
 * The zone in which the gateway's host name lies.
 *
 * @param teamName the part before {@code .cloudflareaccess.com}; when empty, the program looks it up
 */
public record Cloudflare(
        CloudflareId accountId, CloudflareId zoneId, CloudflarePlan plan, ZoneMode zone, Optional<String> teamName) {}
