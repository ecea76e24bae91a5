package dev.portcullis.infra.gateway;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.portcullis.infra.cloudflare.NotificationPolicy;
import dev.portcullis.infra.cloudflare.NotificationPolicyArgs;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessApplication;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessApplicationArgs;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessApplicationType;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessPolicy;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessPolicyArgs;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessPolicyDecision;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessServiceToken;
import dev.portcullis.infra.cloudflare.inputs.NotificationPolicyMechanismsArgs;
import dev.portcullis.infra.cloudflare.inputs.NotificationPolicyMechanismsEmailArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustAccessApplicationCorsHeadersArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustAccessApplicationPolicyArgs;
import dev.portcullis.infra.stack.Site;
import dev.portcullis.settings.Client;
import dev.portcullis.settings.value.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The admitted callers: one service token per client, and an application whose one policy names exactly those. "Any
 * valid service token" would admit every token of the account, and the decision "allow" would send machines to a login
 * page. While the gateway is closed, the policy denies the same tokens, and Access admits nobody else by default.
 */
final class EdgeAccess {
    /** The life of the signed assertion of one request; service tokens are checked on each request anyway. */
    private static final String SESSION = "1h";

    private final Map<String, ZeroTrustAccessServiceToken> tokens = new LinkedHashMap<>();
    private final ZeroTrustAccessApplication application;

    EdgeAccess(String name, Site site, Resource parent) {
        CustomResourceOptions child = under(parent).build();
        String account = site.settings().edge().cloudflare().accountId().value();
        for (Client client : site.settings().clients()) {
            tokens.put(
                    client.name().value(),
                    new ZeroTrustAccessServiceToken(
                            name + "-token-" + client.name().value(),
                            ServiceTokens.client(site, account, client),
                            child));
        }
        ZeroTrustAccessPolicy policy = new ZeroTrustAccessPolicy(
                name + "-policy",
                ZeroTrustAccessPolicyArgs.builder()
                        .accountId(account)
                        .name(site.names().of("clients"))
                        .decision(
                                site.settings().edge().closed()
                                        ? ZeroTrustAccessPolicyDecision.DENY
                                        : ZeroTrustAccessPolicyDecision.NON_IDENTITY)
                        .includes(tokens.values().stream()
                                .map(ServiceTokens::include)
                                .toList())
                        .sessionDuration(SESSION)
                        .build(),
                child);
        this.application = new ZeroTrustAccessApplication(
                name + "-application",
                application(site, account, policy),
                // Its audience is what hosts and tunnels check: a new application would lock everyone out.
                under(parent).protect(true).build());
        if (site.settings().edge().cloudflare().tokenExpiryMail()) {
            new NotificationPolicy(name + "-token-expiry", expiryAlert(site, account), child);
        }
    }

    Output<String> audience() {
        return application.aud();
    }

    Resource application() {
        return application;
    }

    /** Client name to client id; ids are not secret. */
    Output<Map<String, String>> clientIds() {
        return byClient(ZeroTrustAccessServiceToken::clientId);
    }

    Output<Map<String, String>> clientSecrets() {
        return byClient(ZeroTrustAccessServiceToken::clientSecret).asSecret();
    }

    private Output<Map<String, String>> byClient(Function<ZeroTrustAccessServiceToken, Output<String>> property) {
        List<String> names = List.copyOf(tokens.keySet());
        return Output.all(tokens.values().stream().map(property).toList()).applyValue(values -> {
            Map<String, String> byName = new TreeMap<>();
            for (int i = 0; i < names.size(); i++) {
                byName.put(names.get(i), values.get(i));
            }
            return byName;
        });
    }

    /** A week before a token's end, which would otherwise show as a 401 to everybody who holds it. */
    private static NotificationPolicyArgs expiryAlert(Site site, String account) {
        return NotificationPolicyArgs.builder()
                .accountId(account)
                .name(site.names().of("token-expiry"))
                .description("Portcullis " + site.names().stack() + ": a service token expires in a week")
                .alertType("expiring_service_token_alert")
                .enabled(true)
                .mechanisms(NotificationPolicyMechanismsArgs.builder()
                        .emails(NotificationPolicyMechanismsEmailArgs.builder()
                                .id(site.settings().spend().alertEmail().value())
                                .build())
                        .build())
                .build();
    }

    private static ZeroTrustAccessApplicationArgs application(Site site, String account, ZeroTrustAccessPolicy policy) {
        ZeroTrustAccessApplicationArgs.Builder application = ZeroTrustAccessApplicationArgs.builder()
                .accountId(account)
                .name(site.names().prefix())
                .type(ZeroTrustAccessApplicationType.SELF_HOSTED)
                .domain(site.settings().edge().hostname().value())
                .sessionDuration(SESSION)
                // A machine gets a 401 to act on, not a redirect to a login page.
                .serviceAuth401Redirect(true)
                .skipInterstitial(true)
                .appLauncherVisible(false)
                .policies(ZeroTrustAccessApplicationPolicyArgs.builder()
                        .id(policy.id())
                        .precedence(1)
                        .build());
        if (!site.settings().edge().corsOrigins().isEmpty()) {
            application.corsHeaders(cors(site));
        }
        return application.build();
    }

    private static ZeroTrustAccessApplicationCorsHeadersArgs cors(Site site) {
        return ZeroTrustAccessApplicationCorsHeadersArgs.builder()
                .allowedOrigins(site.settings().edge().corsOrigins().stream()
                        .map(Origin::value)
                        .toList())
                .allowedMethods(List.of("GET", "POST"))
                .allowAllHeaders(true)
                .allowCredentials(false)
                .maxAge(600.0)
                .build();
    }
}
