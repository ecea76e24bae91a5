package dev.portcullis.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.portcullis.cloudflare.CloudflareAnswer;
import dev.portcullis.cloudflare.CloudflareApi;
import dev.portcullis.settings.Settings;
import dev.portcullis.settings.value.Hostname;
import dev.portcullis.settings.value.ResourceNames;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** The state of a stack's Cloudflare account and zone, by reading calls with the stack's API token. */
final class CloudflareFacts {
    private static final Duration SOON = Duration.ofDays(1);
    private static final String TOKENS = "https://dash.cloudflare.com/profile/api-tokens";

    private final Settings settings;
    private final CloudflareApi api;
    private final InstantSource clock;

    CloudflareFacts(Settings settings, CloudflareApi api, InstantSource clock) {
        this.settings = settings;
        this.api = api;
        this.clock = clock;
    }

    /** The token comes first: with none that is active there is nothing more to ask. */
    List<Fact> all(Crew crew) throws InterruptedException {
        Fact token = token(api.get("/user/tokens/verify"));
        if (token.standing() != Fact.Standing.HOLDS) {
            return List.of(token);
        }
        String zone = "/zones/" + settings.edge().cloudflare().zoneId().value();
        List<Callable<List<Fact>>> calls = new ArrayList<>();
        calls.addAll(new PermissionFacts(settings, api).calls());
        calls.add(() -> new ZoneFacts(settings, api).all());
        calls.add(() -> zeroTrust(
                api.get("/accounts/" + settings.edge().cloudflare().accountId().value() + "/access/organizations")));
        Stream.concat(Stream.of(settings.edge().hostname()), settings.adminHostname().stream())
                .map(Hostname::value)
                .forEach(name -> calls.add(() -> List.of(dns(name, api.get(zone + "/dns_records?name=" + name)))));
        for (String phase : ZonePhases.of(settings)) {
            calls.add(() -> List.of(ruleset(phase, api.get(zone + "/rulesets/phases/" + phase + "/entrypoint"))));
        }
        List<Fact> facts = new ArrayList<>(List.of(token));
        crew.all(calls).forEach(facts::addAll);
        return facts;
    }

    private Fact token(CloudflareAnswer answer) {
        if (!(answer instanceof CloudflareAnswer.Given given)) {
            return FactKind.CLOUDFLARE_TOKEN.fails(
                    "",
                    answer instanceof CloudflareAnswer.Unreached ? refusal(answer) : "a token that Cloudflare refuses",
                    answer instanceof CloudflareAnswer.Unreached
                            ? "Look at this machine's network and proxy; the rest of Cloudflare was not asked"
                            : "Make one: " + TOKENS);
        }
        String status = given.result().path("status").asText("no status");
        if (!status.equals("active")) {
            return FactKind.CLOUDFLARE_TOKEN.fails("", status, "Make one: " + TOKENS);
        }
        Optional<Instant> end = instant(given.result().path("expires_on").asText(""));
        boolean lasts = end.isEmpty() || end.get().isAfter(clock.instant().plus(SOON));
        return FactKind.CLOUDFLARE_TOKEN.of(
                "",
                lasts,
                end.map(at -> "active until " + at).orElse("active"),
                "Extend it, or make another: " + TOKENS);
    }

    static Optional<Instant> instant(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private List<Fact> zeroTrust(CloudflareAnswer answer) {
        Optional<String> set = settings.edge().cloudflare().teamName();
        String suffix = ".cloudflareaccess.com";
        String domain = result(answer).path("auth_domain").asText("");
        if (domain.endsWith(suffix)) {
            String team = domain.substring(0, domain.length() - suffix.length());
            return List.of(
                    FactKind.ZERO_TRUST.holds("", team),
                    set.isEmpty()
                            ? FactKind.TEAM_NAME.notAsked("", "the program looks it up")
                            : FactKind.TEAM_NAME
                                    .of(
                                            "",
                                            team.equals(set.get()),
                                            team,
                                            "pulumi config set portcullis:teamName " + team + " --stack "
                                                    + settings.stackName())
                                    .expecting(set.get()));
        }
        Fact team = FactKind.TEAM_NAME.notAsked("", "Zero Trust did not tell it");
        if (answer instanceof CloudflareAnswer.Refused refused && refused.isForbidden() && !refused.isSwitchedOff()) {
            return set.isPresent()
                    ? List.of(FactKind.ZERO_TRUST.notAsked("", "the token may not read it, and teamName is set"), team)
                    : List.of(
                            FactKind.ZERO_TRUST.fails(
                                    "",
                                    refusal(answer),
                                    "Let the token read Access: Organizations, Identity Providers, and Groups, or set"
                                            + " portcullis:teamName: " + TOKENS),
                            team);
        }
        return List.of(
                FactKind.ZERO_TRUST.fails(
                        "",
                        answer instanceof CloudflareAnswer.Given
                                ? "no team name"
                                : answer instanceof CloudflareAnswer.Refused refused && refused.isSwitchedOff()
                                        ? "switched off"
                                        : refusal(answer),
                        "Choose a team name and a plan: https://one.dash.cloudflare.com"),
                team);
    }

    private Fact dns(String name, CloudflareAnswer answer) {
        JsonNode records = result(answer);
        boolean own = records.size() == 1
                && records.path(0).path("comment").asText("").equals("Portcullis " + settings.stackName());
        boolean free = records.isArray() && records.isEmpty();
        return FactKind.DNS_RECORD.of(
                name,
                free || own,
                records.isMissingNode()
                        ? refusal(answer)
                        : free ? "none" : own ? "the stack's own" : "a record that the stack did not make",
                "Remove it in https://dash.cloudflare.com, or choose another name");
    }

    private Fact ruleset(String phase, CloudflareAnswer answer) {
        if (answer instanceof CloudflareAnswer.Refused refused && refused.isMissing()) {
            return FactKind.RULESET.holds(phase, "none");
        }
        JsonNode ruleset = result(answer);
        if (ruleset.isMissingNode()) {
            return FactKind.RULESET.fails(phase, refusal(answer), "Let the token read the zone's rulesets: " + TOKENS);
        }
        String id = ruleset.path("id").asText("ID");
        return FactKind.RULESET.of(
                phase,
                ruleset.path("name").asText("").startsWith(new ResourceNames(settings.stackName()).prefix() + "-"),
                ruleset.path("name").asText("without a name") + ", "
                        + ruleset.path("rules").size() + " rules",
                "./portcullis plan --stack " + settings.stackName()
                        + " has the command that imports it; this deletes it:"
                        + " curl -X DELETE -H \"Authorization: Bearer $CLOUDFLARE_API_TOKEN\" " + CloudflareApi.PUBLIC
                        + "/zones/" + settings.edge().cloudflare().zoneId().value() + "/rulesets/" + id);
    }

    private static JsonNode result(CloudflareAnswer answer) {
        return answer instanceof CloudflareAnswer.Given given ? given.result() : MissingNode.getInstance();
    }

    /** Why there is no result, in a few words. */
    static String refusal(CloudflareAnswer answer) {
        if (answer instanceof CloudflareAnswer.Refused refused) {
            return refused.isForbidden()
                    ? "the token may not read it"
                    : "status " + refused.status() + ", code " + refused.code() + ": " + refused.message();
        }
        return answer instanceof CloudflareAnswer.Unreached unreached ? unreached.reason() : "no result";
    }
}
