package dev.portcullis.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.cloudflare.CloudflareAnswer;
import dev.portcullis.cloudflare.CloudflareApi;
import dev.portcullis.settings.Settings;
import dev.portcullis.settings.value.CloudflarePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The zone itself: whose it is, and whether the host name can lie in it. */
final class ZoneFacts {
    private static final String DASHBOARD = "https://dash.cloudflare.com";
    private static final int COVERED_LABELS = 1;

    private final Settings settings;
    private final CloudflareApi api;

    ZoneFacts(Settings settings, CloudflareApi api) {
        this.settings = settings;
        this.api = api;
    }

    List<Fact> all() throws InterruptedException {
        CloudflareAnswer answer =
                api.get("/zones/" + settings.edge().cloudflare().zoneId().value());
        if (!(answer instanceof CloudflareAnswer.Given given)) {
            String reason = "the zone was not read";
            return List.of(
                    FactKind.ZONE.fails(
                            "",
                            CloudflareFacts.refusal(answer),
                            "Let the token reach the zone, or correct portcullis:cloudflareZoneId: " + DASHBOARD
                                    + "/profile/api-tokens"),
                    FactKind.ZONE_ACCOUNT.notAsked("", reason),
                    FactKind.ZONE_PLAN.notAsked("", reason),
                    FactKind.HOSTNAME.notAsked("", reason),
                    FactKind.CERTIFICATE.notAsked("", reason));
        }
        JsonNode zone = given.result();
        List<Fact> facts = new ArrayList<>();
        String status = zone.path("status").asText("no status");
        facts.add(FactKind.ZONE.of(
                "",
                status.equals("active") && !zone.path("paused").asBoolean(),
                zone.path("paused").asBoolean() ? "paused" : status,
                "Let the zone's name servers be Cloudflare's, and end a pause: " + DASHBOARD));
        facts.add(account(zone.at("/account/id").asText("no account")));
        facts.add(plan(zone.at("/plan/legacy_id").asText("")));
        facts.addAll(name(zone.path("name").asText("")));
        return facts;
    }

    private Fact account(String found) {
        String expected = settings.edge().cloudflare().accountId().value();
        return FactKind.ZONE_ACCOUNT
                .of(
                        "",
                        found.equals(expected),
                        found,
                        "pulumi config set portcullis:cloudflareAccountId " + found + " --stack "
                                + settings.stackName())
                .expecting(expected);
    }

    private Fact plan(String found) {
        CloudflarePlan set = settings.edge().cloudflare().plan();
        List<String> order = List.of("free", "pro", "business", "enterprise");
        int at = order.indexOf(found);
        if (at < 0) {
            return FactKind.ZONE_PLAN.notAsked("", "Cloudflare names no known plan of the zone");
        }
        String expected = set.name().toLowerCase(Locale.ROOT);
        return FactKind.ZONE_PLAN
                .of(
                        "",
                        at >= order.indexOf(expected),
                        found,
                        "pulumi config set portcullis:cloudflarePlan " + found + " --stack " + settings.stackName())
                .expecting(expected + " or a greater one");
    }

    private List<Fact> name(String zone) throws InterruptedException {
        String name = settings.edge().hostname().value();
        boolean lies = !zone.isEmpty() && name.endsWith("." + zone);
        Fact hostname = FactKind.HOSTNAME
                .of(
                        "",
                        lies,
                        name,
                        "pulumi config set portcullis:hostname llm." + zone + " --stack " + settings.stackName())
                .expecting("a name in " + zone);
        return List.of(
                hostname,
                lies ? certificate(name, zone) : FactKind.CERTIFICATE.notAsked("", "the name is not in the zone"));
    }

    /** A universal certificate has the zone's name and one wildcard; whatever is deeper needs a certificate of its own. */
    private Fact certificate(String name, String zone) throws InterruptedException {
        long labels = name.substring(0, name.length() - zone.length() - 1)
                        .chars()
                        .filter(each -> each == '.')
                        .count()
                + 1;
        if (labels == COVERED_LABELS) {
            return FactKind.CERTIFICATE.holds("", "the universal certificate: *." + zone);
        }
        String parent = name.substring(name.indexOf('.') + 1);
        String remedy = "Choose a name of one label below " + zone + ", or order an advanced certificate for " + name
                + " and let the token read SSL and Certificates";
        CloudflareAnswer answer = api.get("/zones/"
                + settings.edge().cloudflare().zoneId().value() + "/ssl/certificate_packs?status=all&per_page=50");
        if (!(answer instanceof CloudflareAnswer.Given given)) {
            return FactKind.CERTIFICATE.fails(
                    "",
                    labels + " labels below the zone, and certificates: " + CloudflareFacts.refusal(answer),
                    remedy);
        }
        for (JsonNode pack : given.result()) {
            for (JsonNode host : pack.path("hosts")) {
                boolean covers = host.asText().equals(name) || host.asText().equals("*." + parent);
                if (covers && pack.path("status").asText().equals("active")) {
                    return FactKind.CERTIFICATE.holds("", "an active certificate for " + host.asText());
                }
            }
        }
        return FactKind.CERTIFICATE.fails("", labels + " labels below the zone, and no certificate for it", remedy);
    }
}
