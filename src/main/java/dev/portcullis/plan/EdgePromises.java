package dev.portcullis.plan;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.portcullis.infra.stack.Blueprint;
import dev.portcullis.policy.EdgeRule;
import dev.portcullis.settings.value.Hostname;
import dev.portcullis.settings.value.ZoneMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The promises about Cloudflare. */
final class EdgePromises {
    private static final String POLICY = "cloudflare:index/zeroTrustAccessPolicy:ZeroTrustAccessPolicy";
    static final String APPLICATION = "cloudflare:index/zeroTrustAccessApplication:ZeroTrustAccessApplication";
    static final String TOKEN = "cloudflare:index/zeroTrustAccessServiceToken:ZeroTrustAccessServiceToken";
    static final String TUNNEL_CONFIG =
            "cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig";
    static final String DNS = "cloudflare:index/dnsRecord:DnsRecord";
    private static final String RULESET = "cloudflare:index/ruleset:Ruleset";

    private static final List<String> ZONE_WIDE = List.of(
            RULESET, "cloudflare:index/zoneSetting:ZoneSetting", "cloudflare:index/botManagement:BotManagement");

    static final List<Promise> ALL = List.of(
            Promise.ofGateway(
                            "the callers' host admits exactly the clients' tokens, and nobody by allow or bypass",
                            EdgePromises::loosePolicies)
                    .about(POLICY),
            Promise.ofGateway(
                            "the callers' Access application is protected",
                            (declared, gateway) -> applications(
                                            declared, gateway.settings().edge().hostname())
                                    .stream()
                                    .filter(application -> !application.protect())
                                    .map(RecordedResource::urn)
                                    .toList())
                    .about(APPLICATION),
            new Promise(
                            "the tunnel demands Access's assertion on every rule, and answers 404 to the rest",
                            (declared, blueprint) -> declared.ofType(TUNNEL_CONFIG)
                                    .filter(config -> !isClosed(config))
                                    .map(RecordedResource::urn)
                                    .toList())
                    .about(TUNNEL_CONFIG),
            new Promise(
                            "each host name's tunnel rule demands the audience of its own application, and no other's",
                            (declared, blueprint) -> strangeAudiences(declared))
                    .about(TUNNEL_CONFIG),
            new Promise("DNS comes after Access, the tunnel and the host", (declared, blueprint) -> earlyDns(declared))
                    .about(DNS),
            Promise.ofGateway("the WAF blocks what the table of routes does not name", EdgePromises::firewall)
                    .unless(gateway -> isShared(gateway) ? "the zone is shared" : ""),
            Promise.ofGateway(
                            "nothing zone-wide is declared in a shared zone",
                            (declared, gateway) -> ZONE_WIDE.stream()
                                    .flatMap(declared::ofType)
                                    .map(RecordedResource::urn)
                                    .toList())
                    .unless(gateway -> isShared(gateway) ? "" : "the zone is dedicated"));

    private EdgePromises() {}

    private static List<String> loosePolicies(Declared declared, Blueprint gateway) {
        Set<String> tokens = declared.ofType(TOKEN)
                .map(RecordedResource::name)
                .filter(name -> !name.equals(OperatorPromises.TOKEN))
                .map(name -> Placeholders.text(name, "id"))
                .collect(Collectors.toSet());
        String decision = gateway.settings().edge().closed() ? "deny" : "non_identity";
        List<String> loose = new ArrayList<>();
        for (RecordedResource application :
                applications(declared, gateway.settings().edge().hostname())) {
            List<RecordedResource> policies = policies(declared, application);
            policies.stream()
                    .filter(policy -> !policy.text("decision").equals(decision)
                            || !policy.list("includes").stream()
                                    .map(EdgePromises::tokenId)
                                    .collect(Collectors.toSet())
                                    .equals(tokens))
                    .forEach(policy -> loose.add(policy.urn()));
            if (policies.size() != 1 || application.list("policies").size() != 1) {
                loose.add(application.urn());
            }
        }
        return loose.isEmpty()
                        && applications(declared, gateway.settings().edge().hostname())
                                        .size()
                                != 1
                ? List.of("no one application for " + gateway.settings().edge().hostname())
                : loose;
    }

    static List<RecordedResource> applications(Declared declared, Hostname host) {
        return declared.ofType(APPLICATION)
                .filter(application -> application.text("domain").equals(host.value()))
                .toList();
    }

    /** The reusable policies that an application names, as far as they are declared. */
    static List<RecordedResource> policies(Declared declared, RecordedResource application) {
        List<String> named = policyIds(application);
        return declared.ofType(POLICY)
                .filter(policy -> named.contains(Placeholders.text(policy.name(), "id")))
                .toList();
    }

    private static List<String> strangeAudiences(Declared declared) {
        List<String> strange = new ArrayList<>();
        declared.ofType(TUNNEL_CONFIG).forEach(config -> {
            for (JsonElement element : config.list("config", "ingresses")) {
                JsonObject rule = element.getAsJsonObject();
                if (rule.has("hostname")
                        && !audiences(rule)
                                .equals(audiencesOf(
                                        declared, rule.get("hostname").getAsString()))) {
                    strange.add(config.urn() + ": " + rule.get("hostname").getAsString());
                }
            }
        });
        return strange;
    }

    private static List<String> audiences(JsonObject rule) {
        return Optional.ofNullable(rule.getAsJsonObject("originRequest"))
                .map(request -> request.getAsJsonObject("access"))
                .map(access -> access.getAsJsonArray("audTags").asList().stream()
                        .map(JsonElement::getAsString)
                        .toList())
                .orElse(List.of());
    }

    private static List<String> audiencesOf(Declared declared, String hostname) {
        return declared.ofType(APPLICATION)
                .filter(application -> application.text("domain").equals(hostname))
                .map(application -> Placeholders.text(application.name(), "aud"))
                .toList();
    }

    /** A policy written into the application itself has no id, and gives a text that is no policy's. */
    private static List<String> policyIds(RecordedResource application) {
        return application.list("policies").stream()
                .map(JsonElement::getAsJsonObject)
                .map(policy -> policy.has("id") ? policy.get("id").getAsString() : "written in place: " + policy)
                .toList();
    }

    /** The one token that an include names; anything else than one token gives a text that is no token's id. */
    private static String tokenId(JsonElement include) {
        JsonObject object = include.getAsJsonObject();
        boolean onlyToken = object.size() == 1 && object.has("serviceToken");
        return onlyToken
                ? object.getAsJsonObject("serviceToken").get("tokenId").getAsString()
                : "not a named token: " + object;
    }

    private static boolean isClosed(RecordedResource config) {
        List<JsonElement> rules = config.list("config", "ingresses");
        for (JsonElement rule : rules.subList(0, Math.max(0, rules.size() - 1))) {
            if (!demandsAssertion(rule.getAsJsonObject())) {
                return false;
            }
        }
        return rules.size() > 1 && rules.get(rules.size() - 1).toString().equals("{\"service\":\"http_status:404\"}");
    }

    private static boolean demandsAssertion(JsonObject rule) {
        return Optional.ofNullable(rule.getAsJsonObject("originRequest"))
                .map(request -> request.getAsJsonObject("access"))
                .filter(access -> access.get("required").getAsBoolean())
                .filter(access -> !access.getAsJsonArray("audTags").isEmpty())
                .isPresent();
    }

    private static List<String> earlyDns(Declared declared) {
        List<String> early = new ArrayList<>();
        declared.ofType(DNS).forEach(record -> {
            for (String type : List.of(APPLICATION, TUNNEL_CONFIG, "aws:ec2/instance:Instance")) {
                boolean after = declared.ofType(type)
                        .allMatch(resource -> record.dependsOn().contains(resource.urn()));
                if (!after || !record.text("proxied").equals("true")) {
                    early.add(record.urn() + " does not wait for " + type);
                }
            }
        });
        return early;
    }

    private static boolean isShared(Blueprint gateway) {
        return gateway.settings().edge().cloudflare().zone() == ZoneMode.SHARED;
    }

    private static List<String> firewall(Declared declared, Blueprint blueprint) {
        List<String> wanted =
                blueprint.rules().rules().stream().map(EdgePromises::blocking).toList();
        List<String> found = declared.ofType(RULESET)
                .filter(ruleset -> ruleset.text("phase").equals("http_request_firewall_custom"))
                .flatMap(ruleset -> ruleset.list("rules").stream())
                .map(JsonElement::getAsJsonObject)
                .map(rule -> rule.get("action").getAsString() + " " + rule.get("enabled") + " "
                        + rule.get("expression").getAsString())
                .toList();
        return wanted.equals(found) ? List.of() : List.of("declared " + found + ", wanted " + wanted);
    }

    private static String blocking(EdgeRule rule) {
        return "block true " + rule.expression().render();
    }
}
