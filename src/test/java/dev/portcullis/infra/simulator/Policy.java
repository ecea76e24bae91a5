package dev.portcullis.infra.simulator;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;

/** A policy document, of whatever is attached: a role, a bucket, a key, a role's trust. */
public record Policy(List<PolicyStatement> statements) {
    public Policy {
        statements = List.copyOf(statements);
    }

    public static Policy parse(String text) {
        JsonObject json = JsonParser.parseString(text).getAsJsonObject();
        if (json.size() != 2 || !json.get("Version").getAsString().equals("2012-10-17")) {
            throw new IllegalArgumentException("not a policy of version 2012-10-17: " + json.keySet());
        }
        return new Policy(json.getAsJsonArray("Statement").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(PolicyStatement::of)
                .toList());
    }

    boolean denies(Request request, String principal) {
        return statements.stream().anyMatch(one -> !one.allows() && one.applies(request, principal));
    }

    boolean allows(Request request, String principal) {
        return statements.stream().anyMatch(one -> one.allows() && one.applies(request, principal));
    }
}
