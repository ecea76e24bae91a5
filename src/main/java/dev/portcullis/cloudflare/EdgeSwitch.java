package dev.portcullis.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.input.BadInput;
import dev.portcullis.settings.value.CloudflareId;
import dev.portcullis.settings.value.Hostname;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the Access policies of the callers' application, which takes a second where an update of the stack takes minutes.
 * A policy keeps its rules and gets another decision: Access admits nobody whom no policy admits.
 */
public final class EdgeSwitch {
    /** A policy is read with more fields than are written. */
    private static final List<String> NOT_WRITTEN =
            List.of("id", "uid", "app_count", "created_at", "updated_at", "precedence", "reusable");

    private static final String DENY = "deny";

    private final CloudflareApi api;
    private final String account;
    private final Hostname host;

    public EdgeSwitch(CloudflareApi api, CloudflareId account, Hostname host) {
        this.api = api;
        this.account = "/accounts/" + account.value();
        this.host = host;
    }

    /**
     * Makes each policy of the application deny.
     *
     * @return the names of the policies, all of which deny now
     * @throws BadInput with Cloudflare's reason when one could not be changed; the others are changed
     */
    public List<String> close() throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (JsonNode policy : policies()) {
            turn(policy, DENY);
            names.add(policy.path("name").asText());
        }
        if (names.isEmpty()) {
            throw refused("a policy of the application for " + host, "none");
        }
        return names;
    }

    /**
     * Makes the stack's own policy admit its service tokens again.
     *
     * @param own its name
     * @return the names of other policies, which deny still
     */
    public List<String> open(String own) throws InterruptedException {
        List<String> others = new ArrayList<>();
        boolean found = false;
        for (JsonNode policy : policies()) {
            String name = policy.path("name").asText();
            if (name.equals(own)) {
                turn(policy, "non_identity");
                found = true;
            } else if (policy.path("decision").asText().equals(DENY)) {
                others.add(name);
            }
        }
        if (!found) {
            throw refused("the policy " + own + " of the application for " + host, "none");
        }
        return others;
    }

    private List<JsonNode> policies() throws InterruptedException {
        JsonNode applications = given(api.get(account + "/access/apps?domain=" + host + "&per_page=1000"));
        List<JsonNode> policies = new ArrayList<>();
        for (JsonNode application : applications) {
            if (application.path("domain").asText().equals(host.value())) {
                application.path("policies").forEach(policies::add);
            }
        }
        return policies;
    }

    private void turn(JsonNode listed, String decision) throws InterruptedException {
        String path = account + "/access/policies/" + listed.path("id").asText();
        JsonNode policy = given(api.get(path));
        if (policy.path("decision").asText().equals(decision) || !(policy instanceof ObjectNode object)) {
            return;
        }
        ObjectNode changed = object.deepCopy();
        changed.remove(NOT_WRITTEN);
        JsonNode now = given(api.put(path, changed.put("decision", decision)));
        if (!now.path("decision").asText().equals(decision)) {
            throw refused("the decision " + decision, "'" + now.path("decision").asText() + "'");
        }
    }

    private static JsonNode given(CloudflareAnswer answer) {
        if (answer instanceof CloudflareAnswer.Given given) {
            return given.result();
        }
        String reason = answer instanceof CloudflareAnswer.Refused refusal
                ? refusal.message()
                : ((CloudflareAnswer.Unreached) answer).reason();
        throw refused("an answer of its API", reason);
    }

    private static BadInput refused(String expected, String given) {
        return new BadInput(
                "Cloudflare",
                expected,
                given,
                "Look at Zero Trust > Access > Policies; the token needs 'Access: Apps and Policies Write'");
    }
}
