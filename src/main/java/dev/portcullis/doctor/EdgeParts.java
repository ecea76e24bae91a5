package dev.portcullis.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.cloudflare.CloudflareAnswer;
import dev.portcullis.cloudflare.CloudflareApi;
import dev.portcullis.settings.Client;
import dev.portcullis.settings.Settings;
import dev.portcullis.settings.value.ResourceNames;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/** The parts of a deployed stack that Cloudflare holds: Access's application, the clients' tokens, and the tunnel. */
final class EdgeParts {
    private static final Duration SOON = Duration.ofDays(1);

    private final Settings settings;
    private final CloudflareApi api;
    private final InstantSource clock;
    private final String cloudflared;

    /** @param cloudflared the pinned version */
    EdgeParts(Settings settings, CloudflareApi api, InstantSource clock, String cloudflared) {
        this.settings = settings;
        this.api = api;
        this.clock = clock;
        this.cloudflared = cloudflared;
    }

    List<Callable<List<Fact>>> calls() {
        return List.of(this::access, this::tunnel);
    }

    private String account() {
        return "/accounts/" + settings.edge().cloudflare().accountId().value();
    }

    private List<Fact> access() throws InterruptedException {
        List<Fact> facts = new ArrayList<>();
        CloudflareAnswer answer = api.get(account() + "/access/service_tokens?per_page=1000");
        List<String> clients = new ArrayList<>();
        for (Client client : settings.clients()) {
            facts.add(token(client.name().value(), answer, clients));
        }
        String host = settings.edge().hostname().value();
        facts.add(application(FactKind.ACCESS_APPLICATION, host, clients));
        if (settings.adminHostname().isPresent()) {
            List<String> operators = new ArrayList<>();
            facts.add(token("operators", answer, operators));
            facts.add(application(
                    FactKind.OPERATORS_APPLICATION,
                    settings.adminHostname().get().value(),
                    operators));
        }
        return facts;
    }

    /** @param ids the token's id is added to them */
    private Fact token(String name, CloudflareAnswer answer, List<String> ids) {
        if (!(answer instanceof CloudflareAnswer.Given given)) {
            return FactKind.SERVICE_TOKEN.notAsked(name, CloudflareFacts.refusal(answer));
        }
        Optional<JsonNode> token = named(given.result(), new ResourceNames(settings.stackName()).of(name));
        token.ifPresent(each -> ids.add(each.path("id").asText()));
        return token(name, token);
    }

    /** A policy of the application names the tokens; one that names none of ours lets none of ours in. */
    private Fact application(FactKind kind, String host, List<String> tokens) throws InterruptedException {
        CloudflareAnswer answer = api.get(account() + "/access/apps?domain=" + host + "&per_page=1000");
        String remedy = "pulumi up --refresh --stack " + settings.stackName();
        if (!(answer instanceof CloudflareAnswer.Given given)) {
            return kind.notAsked("", CloudflareFacts.refusal(answer));
        }
        for (JsonNode application : given.result()) {
            if (!application.path("domain").asText().equals(host)) {
                continue;
            }
            TreeSet<String> admitted = new TreeSet<>();
            TreeSet<String> policies = new TreeSet<>();
            for (JsonNode policy : application.path("policies")) {
                policies.add(policy.path("name").asText());
                for (JsonNode rule : policy.path("include")) {
                    admitted.add(rule.at("/service_token/token_id").asText(""));
                }
            }
            boolean isComplete = admitted.containsAll(tokens) && !tokens.isEmpty();
            return kind.of(
                    "",
                    isComplete,
                    isComplete ? String.join(", ", policies) : "a policy that does not name each token",
                    remedy);
        }
        return kind.fails("", "no application for " + host, remedy);
    }

    private Fact token(String client, Optional<JsonNode> token) {
        if (token.isEmpty()) {
            return FactKind.SERVICE_TOKEN.fails(client, "none", "pulumi up --refresh --stack " + settings.stackName());
        }
        Optional<Instant> end =
                CloudflareFacts.instant(token.get().path("expires_at").asText(""));
        boolean lasts = end.isEmpty() || end.get().isAfter(clock.instant().plus(SOON));
        return FactKind.SERVICE_TOKEN.of(
                client,
                lasts,
                end.map(at -> "until " + at).orElse("without an end"),
                "Raise secretVersion of " + client + ": docs/troubleshooting.md, A service token has expired");
    }

    private List<Fact> tunnel() throws InterruptedException {
        String name = new ResourceNames(settings.stackName()).prefix();
        CloudflareAnswer answer = api.get(account() + "/cfd_tunnel?is_deleted=false&name=" + name);
        if (!(answer instanceof CloudflareAnswer.Given given)) {
            return List.of(
                    FactKind.TUNNEL.notAsked("", CloudflareFacts.refusal(answer)),
                    FactKind.CLOUDFLARED.notAsked("", "the tunnel was not read"));
        }
        Optional<JsonNode> tunnel = named(given.result(), name);
        if (tunnel.isEmpty()) {
            return List.of(
                    FactKind.TUNNEL.fails("", "none", "pulumi up --refresh --stack " + settings.stackName()),
                    FactKind.CLOUDFLARED.notAsked("", "there is no tunnel"));
        }
        String status = tunnel.get().path("status").asText("no status");
        TreeSet<String> versions = new TreeSet<>();
        tunnel.get()
                .path("connections")
                .forEach(each -> versions.add(each.path("client_version").asText("unknown")));
        Fact version = versions.isEmpty()
                ? FactKind.CLOUDFLARED.notAsked("", "the tunnel has no connection")
                : FactKind.CLOUDFLARED
                        .of(
                                "",
                                versions.equals(new TreeSet<>(List.of(cloudflared))),
                                String.join(", ", versions),
                                "pulumi up --stack " + settings.stackName()
                                        + " deploys the pinned one; ./portcullis status"
                                        + " tells when the host has it")
                        .expecting(cloudflared);
        return List.of(
                FactKind.TUNNEL.of(
                        "",
                        status.equals("healthy"),
                        status + ", " + tunnel.get().path("connections").size() + " connections",
                        "./portcullis start --stack " + settings.stackName()),
                version);
    }

    private static Optional<JsonNode> named(JsonNode list, String name) {
        for (JsonNode each : list) {
            if (each.path("name").asText().equals(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
