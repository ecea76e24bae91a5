package dev.portcullis.doctor;

import dev.portcullis.cloudflare.CloudflareAnswer;
import dev.portcullis.cloudflare.CloudflareApi;
import dev.portcullis.cloudflare.TokenPermission;
import dev.portcullis.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * One reading call for each permission that the stack's token needs. Cloudflare answers a reading call for the permission to
 * read as for the one to write, so a row that holds says that the group is there, not its level; a lacking one is certain.
 */
final class PermissionFacts {
    private final Settings settings;
    private final CloudflareApi api;

    PermissionFacts(Settings settings, CloudflareApi api) {
        this.settings = settings;
        this.api = api;
    }

    /** In the order of {@link TokenPermission}. */
    List<Callable<List<Fact>>> calls() {
        List<Callable<List<Fact>>> calls = new ArrayList<>();
        Stream.of(TokenPermission.values())
                .filter(permission -> permission.isNeeded(settings))
                .forEach(permission -> calls.add(() -> List.of(fact(permission, api.get(path(permission))))));
        return calls;
    }

    private Fact fact(TokenPermission permission, CloudflareAnswer answer) {
        boolean isForbidden = answer instanceof CloudflareAnswer.Refused refused
                && refused.isForbidden()
                && !CloudflareFacts.isSwitchedOff(refused);
        // Any other refusal is an answer to a call that was permitted: the thing is not there, or its product is off.
        return FactKind.PERMISSION.of(
                permission.group(),
                !isForbidden && !(answer instanceof CloudflareAnswer.Unreached),
                isForbidden
                        ? "the token lacks it"
                        : answer instanceof CloudflareAnswer.Unreached ? CloudflareFacts.refusal(answer) : "answered",
                "Add it to the token, for the " + permission.scope().word()
                        + ": https://dash.cloudflare.com/profile/api-tokens");
    }

    private String path(TokenPermission permission) {
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
