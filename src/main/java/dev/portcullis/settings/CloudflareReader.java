package dev.portcullis.settings;

import dev.portcullis.settings.value.CloudflareId;
import dev.portcullis.settings.value.CloudflarePlan;
import dev.portcullis.settings.value.ZoneMode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the settings of the account and the zone at Cloudflare. */
final class CloudflareReader {
    private static final String ID = "32 lower-case hexadecimal digits, from the zone's overview page at Cloudflare";
    private static final Pattern TEAM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private CloudflareReader() {}

    static Optional<Cloudflare> cloudflare(RawConfig raw) {
        var accountId = raw.get(Key.CLOUDFLARE_ACCOUNT_ID).as(ID, CloudflareId::new);
        var zoneId = raw.get(Key.CLOUDFLARE_ZONE_ID).as(ID, CloudflareId::new);
        var plan = raw.get(Key.CLOUDFLARE_PLAN).word(CloudflarePlan.values(), CloudflarePlan::word);
        var zone = raw.get(Key.ZONE).word(ZoneMode.values(), ZoneMode::word);
        var teamName = raw.get(Key.TEAM_NAME)
                .unlessEmpty(
                        "a team name alone, the part before .cloudflareaccess.com, or \"\"",
                        text -> RawValue.matching(TEAM, text));
        var tokenExpiryMail = raw.get(Key.TOKEN_EXPIRY_MAIL).bool();
        return raw.ifSound(() -> new Cloudflare(
                accountId.orElseThrow(),
                zoneId.orElseThrow(),
                plan.orElseThrow(),
                zone.orElseThrow(),
                teamName,
                tokenExpiryMail.orElseThrow()));
    }

    /** @param zone empty when it was no valid word, and then told already */
    static Optional<ZoneSettings> zoneSettings(RawConfig raw, Optional<ZoneMode> zone) {
        var responseHeaders = ofDedicatedZone(raw, zone, Key.RESPONSE_HEADERS);
        // The setting is on by default, so it says nothing about a shared zone; there the plan warns instead.
        var browserCheckOff = raw.get(Key.BROWSER_CHECK_OFF).bool();
        var minTls12 = ofDedicatedZone(raw, zone, Key.ZONE_MIN_TLS_12);
        var alwaysHttps = ofDedicatedZone(raw, zone, Key.ZONE_ALWAYS_HTTPS);
        var botFightModeOff = ofDedicatedZone(raw, zone, Key.ZONE_BOT_FIGHT_MODE_OFF);
        return raw.ifSound(() -> new ZoneSettings(
                responseHeaders.orElseThrow(),
                browserCheckOff.orElseThrow(),
                minTls12.orElseThrow(),
                alwaysHttps.orElseThrow(),
                botFightModeOff.orElseThrow()));
    }

    /** A switch that would be ignored in a shared zone, of which nothing is touched. */
    private static Optional<Boolean> ofDedicatedZone(RawConfig raw, Optional<ZoneMode> zone, Key key) {
        Optional<Boolean> on = raw.get(key).bool();
        if (on.orElse(false) && zone.equals(Optional.of(ZoneMode.SHARED))) {
            raw.problems()
                    .add(
                            key.full(),
                            "false, since portcullis:zone is shared and nothing zone-wide is touched",
                            "'true'",
                            "Run: pulumi config set " + key.full() + " false, or set portcullis:zone to dedicated");
        }
        return on;
    }
}
