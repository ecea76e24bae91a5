package dev.portcullis.settings;

import dev.portcullis.settings.value.CloudflareId;
import dev.portcullis.settings.value.CloudflarePlan;
import dev.portcullis.settings.value.ZoneMode;
import java.util.Optional;

/**
 * The zone in which the gateway's host name lies.
 *
 * @param teamName the part before {@code .cloudflareaccess.com}; when empty, the program looks it up
 * @param tokenExpiryMail whether Cloudflare is to tell of a token that ends; not every plan has it
 */
public record Cloudflare(
        CloudflareId accountId,
        CloudflareId zoneId,
        CloudflarePlan plan,
        ZoneMode zone,
        Optional<String> teamName,
        boolean tokenExpiryMail) {}
