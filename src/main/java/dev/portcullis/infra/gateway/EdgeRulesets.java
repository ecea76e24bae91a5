package dev.portcullis.infra.gateway;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.resources.Resource;
import dev.portcullis.infra.cloudflare.BotManagement;
import dev.portcullis.infra.cloudflare.BotManagementArgs;
import dev.portcullis.infra.cloudflare.CloudflareFunctions;
import dev.portcullis.infra.cloudflare.Ruleset;
import dev.portcullis.infra.cloudflare.RulesetAction;
import dev.portcullis.infra.cloudflare.RulesetArgs;
import dev.portcullis.infra.cloudflare.RulesetKind;
import dev.portcullis.infra.cloudflare.RulesetPhase;
import dev.portcullis.infra.cloudflare.ZoneSetting;
import dev.portcullis.infra.cloudflare.ZoneSettingArgs;
import dev.portcullis.infra.cloudflare.inputs.GetBotManagementArgs;
import dev.portcullis.infra.cloudflare.inputs.RulesetRuleActionParametersArgs;
import dev.portcullis.infra.cloudflare.inputs.RulesetRuleActionParametersHeadersArgs;
import dev.portcullis.infra.cloudflare.inputs.RulesetRuleArgs;
import dev.portcullis.infra.cloudflare.inputs.RulesetRuleRatelimitArgs;
import dev.portcullis.infra.cloudflare.outputs.GetBotManagementResult;
import dev.portcullis.infra.stack.Site;
import dev.portcullis.policy.EdgeRule;
import dev.portcullis.policy.EdgeRules;
import dev.portcullis.policy.RateLimit;
import dev.portcullis.settings.ZoneSettings;
import dev.portcullis.settings.value.ZoneMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rules that belong to the zone and not to one host: a zone has one ruleset per phase, so declaring one means
 * owning the phase. In a shared zone nothing here is declared; the expressions are outputs that its owner can paste.
 */
final class EdgeRulesets {
    private final String name;
    private final Site site;
    private final Resource parent;
    private final List<Resource> declared = new ArrayList<>();

    private EdgeRulesets(String name, Site site, Resource parent) {
        this.name = name;
        this.site = site;
        this.parent = parent;
    }

    /** The resources that the DNS record has to wait for. */
    static List<Resource> declare(String name, Site site, EdgeRules rules, RateLimit rateLimit, Resource parent) {
        EdgeRulesets rulesets = new EdgeRulesets(name, site, parent);
        if (site.settings().edge().cloudflare().zone() == ZoneMode.DEDICATED) {
            rulesets.firewall(rules);
            rulesets.rateLimit(rateLimit);
            rulesets.optIn(site.settings().edge().zoneSettings());
        }
        return List.copyOf(rulesets.declared);
    }

    private void firewall(EdgeRules rules) {
        ruleset(
                "waf",
                RulesetPhase.HTTP_REQUEST_FIREWALL_CUSTOM,
                rules.rules().stream().map(EdgeRulesets::block).toList());
    }

    private void rateLimit(RateLimit limit) {
        ruleset(
                "rate-limit",
                RulesetPhase.HTTP_RATELIMIT,
                List.of(RulesetRuleArgs.builder()
                        .ref(limit.ref())
                        .action(RulesetAction.BLOCK)
                        .expression(limit.expression().render())
                        .description(limit.description())
                        .enabled(true)
                        .ratelimit(RulesetRuleRatelimitArgs.builder()
                                .characteristics(limit.characteristics().toArray(String[]::new))
                                .period(limit.period())
                                .requestsPerPeriod(limit.requestsPerPeriod())
                                .mitigationTimeout(limit.mitigationTimeout())
                                .requestsToOrigin(limit.requestsToOrigin())
                                .build())
                        .build()));
    }

    private void optIn(ZoneSettings settings) {
        if (settings.responseHeaders()) {
            ruleset("headers", RulesetPhase.HTTP_RESPONSE_HEADERS_TRANSFORM, List.of(responseHeaders()));
        }
        if (settings.browserCheckOff()) {
            ruleset("config", RulesetPhase.HTTP_CONFIG_SETTINGS, List.of(browserCheckOff()));
        }
        if (settings.alwaysHttps()) {
            zoneSetting("always-https", "always_use_https", "on");
        }
        if (settings.minTls12()) {
            zoneSetting("min-tls", "min_tls_version", "1.2");
        }
        if (settings.botFightModeOff()) {
            declared.add(new BotManagement(
                    name + "-bots",
                    BotManagementArgs.builder()
                            .zoneId(zoneId())
                            .fightMode(false)
                            // Left out, the provider would send false, whatever the zone had.
                            .isRobotsTxtManaged(CloudflareFunctions.getBotManagement(GetBotManagementArgs.builder()
                                            .zoneId(zoneId())
                                            .build())
                                    .applyValue(GetBotManagementResult::isRobotsTxtManaged))
                            .build(),
                    under(parent).build()));
        }
    }

    private RulesetRuleArgs responseHeaders() {
        return onHost("response_headers", RulesetAction.REWRITE)
                .description("Portcullis: https only, and no guessing of content types")
                .actionParameters(RulesetRuleActionParametersArgs.builder()
                        .headers(Map.of(
                                "strict-transport-security", header("max-age=31536000"),
                                "x-content-type-options", header("nosniff")))
                        .build())
                .build();
    }

    /** Browser Integrity Check answers 403 to some HTTP libraries before Access sees them. */
    private RulesetRuleArgs browserCheckOff() {
        return onHost("browser_check_off", RulesetAction.SET_CONFIG)
                .description("Portcullis: callers are programs, not browsers")
                .actionParameters(
                        RulesetRuleActionParametersArgs.builder().bic(false).build())
                .build();
    }

    private RulesetRuleArgs.Builder onHost(String ref, RulesetAction action) {
        return RulesetRuleArgs.builder()
                .ref(ref)
                .action(action)
                .expression(EdgeRules.hosts(
                                site.settings().edge().hostname(),
                                site.settings().adminHostname())
                        .render())
                .enabled(true);
    }

    private static RulesetRuleActionParametersHeadersArgs header(String value) {
        return RulesetRuleActionParametersHeadersArgs.builder()
                .operation("set")
                .value(value)
                .build();
    }

    private static RulesetRuleArgs block(EdgeRule rule) {
        return RulesetRuleArgs.builder()
                .ref(rule.ref())
                .action(RulesetAction.BLOCK)
                .expression(rule.expression().render())
                .description(rule.description())
                .enabled(true)
                .build();
    }

    private void ruleset(String part, RulesetPhase phase, List<RulesetRuleArgs> rules) {
        declared.add(new Ruleset(
                name + "-" + part,
                RulesetArgs.builder()
                        .zoneId(zoneId())
                        .name(site.names().of(part))
                        .kind(RulesetKind.ZONE)
                        .phase(phase)
                        .rules(rules)
                        .build(),
                // A zone has one ruleset of a phase: a new one is refused while the old one is there.
                under(parent).deleteBeforeReplace(true).build()));
    }

    private void zoneSetting(String part, String settingId, Object value) {
        declared.add(new ZoneSetting(
                name + "-" + part,
                ZoneSettingArgs.builder()
                        .zoneId(zoneId())
                        .settingId(settingId)
                        .value(value)
                        .build(),
                under(parent).build()));
    }

    private String zoneId() {
        return site.settings().edge().cloudflare().zoneId().value();
    }
}
