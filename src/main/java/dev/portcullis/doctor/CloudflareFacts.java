package dev.portcullis.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The state of a stack's Cloudflare account and zone, by reading calls with the stack's API token. */
public final class CloudflareFacts {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** A zone has one ruleset for each, and the provider cannot adopt one that exists. */
    private static final List<String> PHASES = List.of("http_request_firewall_custom", "http_ratelimit");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI api;
    private final Zone zone;

    /**
     * The zone as one stack uses it.
     *
     * @param dedicated whether the stack declares the zone's rulesets
     */
    public record Zone(String stack, String accountId, String zoneId, String hostname, boolean dedicated) {}

    /** The answer to one call; {@code result} is missing when it was refused. */
    private record Told(int status, JsonNode result) {
        boolean refused() {
            return status != 200;
        }
    }

    /** @param api such as {@code https://api.cloudflare.com/client/v4} */
    public CloudflareFacts(URI api, Zone zone) {
        this.api = api;
        this.zone = zone;
    }

    public List<Fact> all(Optional<String> token) throws IOException, InterruptedException {
        if (token.isEmpty()) {
            return List.of(Fact.notAsked(
                    "Cloudflare", "a token that can see the account and the zone", "CLOUDFLARE_API_TOKEN is not set"));
        }
        List<Fact> facts = new ArrayList<>();
        Told verified = get(token.get(), "/user/tokens/verify");
        String status = verified.result().path("status").asText("refused");
        facts.add(Fact.of(
                "Cloudflare token",
                status.equals("active"),
                "an active token",
                status,
                "Make one: https://dash.cloudflare.com/profile/api-tokens"));
        if (!status.equals("active")) {
            return facts;
        }
        facts.add(zoneActive(get(token.get(), "/zones/" + zone.zoneId())));
        facts.add(zeroTrust(get(token.get(), "/accounts/" + zone.accountId() + "/access/organizations")));
        Told records = get(token.get(), "/zones/" + zone.zoneId() + "/dns_records?name=" + zone.hostname());
        facts.add(dns(records));
        facts.addAll(rulesets(get(token.get(), "/zones/" + zone.zoneId() + "/rulesets"), isDeployed(records)));
        return facts;
    }

    private static Fact zoneActive(Told told) {
        String found =
                told.refused() ? refusal(told) : told.result().path("status").asText("no status");
        return Fact.of(
                "zone", found.equals("active"), "active", found, "https://dash.cloudflare.com, overview of the zone");
    }

    private static Fact zeroTrust(Told told) {
        String found = told.refused()
                ? refusal(told)
                : told.result().path("auth_domain").asText("");
        return Fact.of(
                "Zero Trust",
                found.endsWith(".cloudflareaccess.com"),
                "switched on, with a team name",
                found.isEmpty() ? "no team name" : found,
                "https://one.dash.cloudflare.com, or let the token read Access organisations");
    }

    private Fact dns(Told told) {
        boolean free = !told.refused() && told.result().isEmpty();
        String found = told.refused()
                ? refusal(told)
                : free ? "none" : isDeployed(told) ? "the stack's own" : "a record of somebody else's";
        return Fact.of(
                "DNS record " + zone.hostname(),
                free || isDeployed(told),
                "none, or the stack's own",
                found,
                "Remove it, or choose another portcullis:hostname");
    }

    private boolean isDeployed(Told records) {
        String own = "Portcullis " + zone.stack();
        return records.result().size() == 1
                && records.result().path(0).path("comment").asText("").equals(own);
    }

    private List<Fact> rulesets(Told told, boolean deployed) {
        List<Fact> facts = new ArrayList<>();
        for (String phase : PHASES) {
            String name = "ruleset of " + phase;
            String expected = "none before the first deployment";
            if (!zone.dedicated() || deployed) {
                facts.add(Fact.notAsked(name, expected, deployed ? "the stack is deployed" : "the zone is shared"));
                continue;
            }
            String id = "";
            for (JsonNode ruleset : told.result()) {
                if (ruleset.path("phase").asText().equals(phase)
                        && ruleset.path("kind").asText().equals("zone")) {
                    id = ruleset.path("id").asText();
                }
            }
            facts.add(Fact.of(
                    name,
                    !told.refused() && id.isEmpty(),
                    expected,
                    told.refused() ? refusal(told) : id.isEmpty() ? "none" : id,
                    "curl -X DELETE -H \"Authorization: Bearer $CLOUDFLARE_API_TOKEN\" " + api + "/zones/"
                            + zone.zoneId() + "/rulesets/" + (id.isEmpty() ? "ID" : id)));
        }
        return facts;
    }

    private static String refusal(Told told) {
        return told.status() == 403 ? "the token may not read it" : "status " + told.status();
    }

    private Told get(String token, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(api + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        try {
            JsonNode tree = JSON.readTree(answer.body());
            boolean good = answer.statusCode() == 200 && tree.path("success").asBoolean();
            return new Told(
                    good ? 200 : answer.statusCode() == 200 ? 502 : answer.statusCode(),
                    good ? tree.path("result") : MissingNode.getInstance());
        } catch (JsonProcessingException e) {
            return new Told(502, MissingNode.getInstance());
        }
    }
}
