package dev.portcullis.cloudflare;

import dev.portcullis.settings.Settings;

/** The reading call by which a token shows that it has a permission. It changes nothing. */
public final class PermissionQuestion {
    private PermissionQuestion() {}

    /** The path of the call, with its query. */
    public static String path(TokenPermission permission, Settings settings) {
        String zone = "/zones/" + settings.edge().cloudflare().zoneId().value();
        String account = "/accounts/" + settings.edge().cloudflare().accountId().value();
        return switch (permission) {
            case TUNNEL -> account + "/cfd_tunnel?per_page=5";
            case ACCESS_APPS -> account + "/access/apps?per_page=5";
            case SERVICE_TOKENS -> account + "/access/service_tokens?per_page=5";
            case ORGANIZATION -> account + "/access/organizations";
            case NOTIFICATIONS -> account + "/alerting/v3/policies";
            case WORKER_SCRIPTS -> account + "/workers/scripts";
            case ZONE_READ -> zone;
            case WORKER_ROUTES -> zone + "/workers/routes";
            case DNS -> zone + "/dns_records?per_page=5";
            case WAF -> zone + "/rulesets/phases/http_request_firewall_custom/entrypoint";
            case CONFIG_RULES -> zone + "/rulesets/phases/http_config_settings/entrypoint";
            case TRANSFORM_RULES -> zone + "/rulesets/phases/http_response_headers_transform/entrypoint";
            case ZONE_SETTINGS -> zone + "/settings/min_tls_version";
            case BOT_MANAGEMENT -> zone + "/bot_management";
        };
    }
}
