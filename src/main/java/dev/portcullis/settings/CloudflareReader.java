package dev.portcullis.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/** What concerns the account and the zone at Cloudflare. */
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
        return raw.ifSound(() -> new Cloudflare(
                accountId.orElseThrow(), zoneId.orElseThrow(), plan.orElseThrow(), zone.orElseThrow(), teamName));
    }

    static Optional<ZoneSettings> zoneSettings(RawConfig raw) {
        var responseHeaders = raw.get(Key.RESPONSE_HEADERS).bool();
        var browserCheckOff = raw.get(Key.BROWSER_CHECK_OFF).bool();
        var minTls12 = raw.get(Key.ZONE_MIN_TLS_12).bool();
        var alwaysHttps = raw.get(Key.ZONE_ALWAYS_HTTPS).bool();
        var botFightModeOff = raw.get(Key.ZONE_BOT_FIGHT_MODE_OFF).bool();
        return raw.ifSound(() -> new ZoneSettings(
                responseHeaders.orElseThrow(),
                browserCheckOff.orElseThrow(),
                minTls12.orElseThrow(),
                alwaysHttps.orElseThrow(),
                botFightModeOff.orElseThrow()));
    }
}
