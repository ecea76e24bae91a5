package dev.portcullis.cloudflare;

import dev.portcullis.settings.Settings;
import dev.portcullis.settings.value.ZoneMode;
import java.util.function.Predicate;

/**
 * The permission groups that the stack's Cloudflare API token needs: the one list of them, from which the page, the link
 * that makes a token and the checks of {@code doctor} come.
 *
 * <p>The keys of the link are the labels of the groups in the dashboard without {@code _read} and {@code _write}. Cloudflare
 * documents the format and some keys in "API token template URLs"
 * (developers.cloudflare.com/fundamentals/api/how-to/account-owned-token-template, January 2025); the other labels are from
 * the dashboard's list as the repository Cloudflare-Mining/Cloudflare-Datamining records it
 * (data/account/token_permission_groups_dash.json). No source has a key for notifications.
 */
public enum TokenPermission {
    TUNNEL(
            "Cloudflare Tunnel Write",
            Scope.ACCOUNT,
            "argotunnel",
            "`ZeroTrustTunnelCloudflared`, `ZeroTrustTunnelCloudflaredConfig`, `getZeroTrustTunnelCloudflaredToken`",
            settings -> true),
    ACCESS_APPS(
            "Access: Apps and Policies Write",
            Scope.ACCOUNT,
            "access",
            "`ZeroTrustAccessApplication`, `ZeroTrustAccessPolicy`",
            settings -> true),
    SERVICE_TOKENS(
            "Access: Service Tokens Write",
            Scope.ACCOUNT,
            "access_service_token",
            "`ZeroTrustAccessServiceToken`",
            settings -> true),
    ORGANIZATION(
            "Access: Organizations, Identity Providers, and Groups Read",
            Scope.ACCOUNT,
            "access_acct",
            "`getZeroTrustOrganization`, unless `teamName` is set",
            settings -> settings.edge().cloudflare().teamName().isEmpty()),
    NOTIFICATIONS(
            "Notifications Write",
            Scope.ACCOUNT,
            "",
            "`NotificationPolicy`, with `tokenExpiryMail`",
            settings -> settings.edge().cloudflare().tokenExpiryMail()),
    WORKER_SCRIPTS(
            "Workers Scripts Write",
            Scope.ACCOUNT,
            "workers_scripts",
            "`WorkersScript`, `WorkersScriptSubdomain`, unless `wake` is `none`",
            settings -> settings.host().wakesPerDay().isPresent()),
    ZONE_READ("Zone Read", Scope.ZONE, "zone", "`init` and `doctor`, which ask for the zone", settings -> true),
    WORKER_ROUTES(
            "Workers Routes Write",
            Scope.ZONE,
            "workers_routes",
            "`WorkersRoute`, unless `wake` is `none`",
            settings -> settings.host().wakesPerDay().isPresent()),
    DNS("DNS Write", Scope.ZONE, "dns", "`DnsRecord`", settings -> true),
    WAF("Zone WAF Write", Scope.ZONE, "zone_waf", "`Ruleset`, with `zone: dedicated`", TokenPermission::dedicated),
    CONFIG_RULES(
            "Config Rules Write",
            Scope.ZONE,
            "config_settings",
            "`Ruleset`, with `browserCheckOff` (on by default)",
            settings -> dedicated(settings) && settings.edge().zoneSettings().browserCheckOff()),
    TRANSFORM_RULES(
            "Transform Rules Write",
            Scope.ZONE,
            "zone_transform_rules",
            "`Ruleset`, with `responseHeaders`",
            settings -> settings.edge().zoneSettings().responseHeaders()),
    ZONE_SETTINGS(
            "Zone Settings Write",
            Scope.ZONE,
            "zone_settings",
            "`ZoneSetting`, with `zoneMinTls12` or `zoneAlwaysHttps`",
            settings -> settings.edge().zoneSettings().minTls12()
                    || settings.edge().zoneSettings().alwaysHttps()),
    BOT_MANAGEMENT(
            "Bot Management Write",
            Scope.ZONE,
            "bot_management",
            "`BotManagement`, `getBotManagement`, with `zoneBotFightModeOff`",
            settings -> settings.edge().zoneSettings().botFightModeOff());

    /** The kind of thing that a group is granted on. */
    public enum Scope {
        ACCOUNT("account"),
        ZONE("zone");

        private final String word;

        Scope(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    private final String group;
    private final Scope scope;
    private final String key;
    private final String purpose;

    @SuppressWarnings("ImmutableEnumChecker") // each is a lambda without a state
    private final Predicate<Settings> needed;

    TokenPermission(String group, Scope scope, String key, String purpose, Predicate<Settings> needed) {
        this.group = group;
        this.scope = scope;
        this.key = key;
        this.purpose = purpose;
        this.needed = needed;
    }

    /** Cloudflare's name of the group, such as {@code DNS Write}. */
    public String group() {
        return group;
    }

    public Scope scope() {
        return scope;
    }

    /** The resources and functions that need it, in Markdown. */
    public String purpose() {
        return purpose;
    }

    /** Whether a stack with these settings needs it. */
    public boolean isNeeded(Settings settings) {
        return needed.test(settings);
    }

    /** Its key in a link that makes a token; empty where no source has one, and a person adds it by hand. */
    String key() {
        return key;
    }

    /** The level in such a link, {@code edit} or {@code read}. */
    String level() {
        return group.endsWith(" Read") ? "read" : "edit";
    }

    private static boolean dedicated(Settings settings) {
        return settings.edge().cloudflare().zone() == ZoneMode.DEDICATED;
    }
}
