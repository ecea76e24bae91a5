package dev.portcullis.cli.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.portcullis.deployed.PulumiRunner;
import dev.portcullis.deployed.program.BoundedRun;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The versions of one client's secrets in the stack's state. The file is ahead of them after an update that failed.
 *
 * @param token empty when the state has no such token
 * @param key empty when the state has no declared key of the client
 * @param created the time at which the token was deployed, as Pulumi writes it; empty without a token
 */
record DeployedSecrets(OptionalInt token, OptionalInt key, Optional<String> created) {
    static final DeployedSecrets NONE = new DeployedSecrets(OptionalInt.empty(), OptionalInt.empty(), Optional.empty());

    /** Exports the state, whose secrets stay encrypted. */
    static DeployedSecrets read(PulumiRunner pulumi, String stack, String client) {
        BoundedRun run = pulumi.run("stack", "export", "--stack", stack);
        if (!run.succeeded()) {
            return NONE;
        }
        OptionalInt token = OptionalInt.empty();
        OptionalInt key = OptionalInt.empty();
        Optional<String> created = Optional.empty();
        try {
            JsonObject deployment =
                    JsonParser.parseString(run.out()).getAsJsonObject().getAsJsonObject("deployment");
            for (JsonElement each : deployment.getAsJsonArray("resources")) {
                JsonObject resource = each.getAsJsonObject();
                String urn = resource.get("urn").getAsString();
                if (urn.endsWith(":ZeroTrustAccessServiceToken::edge-token-" + client)) {
                    token = OptionalInt.of(version(resource.getAsJsonObject("inputs"), "clientSecretVersion"));
                    created = Optional.of(
                            resource.has("created") ? resource.get("created").getAsString() : "an unknown time");
                } else if (urn.endsWith(":RandomPassword::parameters-client-key-" + client + "-value")) {
                    JsonObject inputs = resource.getAsJsonObject("inputs");
                    key = OptionalInt.of(version(inputs.getAsJsonObject("keepers"), "version"));
                }
            }
        } catch (JsonParseException | IllegalStateException | NullPointerException e) {
            return NONE;
        }
        return new DeployedSecrets(token, key, created);
    }

    boolean tokenIsBehind(int version) {
        return token.isPresent() && token.getAsInt() < version;
    }

    boolean keyIsBehind(int version) {
        return key.isPresent() && key.getAsInt() < version;
    }

    /** A secret that was never rotated has no version. */
    private static int version(JsonObject inputs, String field) {
        return inputs.has(field) ? inputs.get(field).getAsInt() : 1;
    }
}
