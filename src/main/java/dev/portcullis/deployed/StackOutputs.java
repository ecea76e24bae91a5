package dev.portcullis.deployed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.input.BadInput;
import dev.portcullis.probe.ServiceToken;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The outputs of a deployed stack, read by the Pulumi CLI with the rights of the person. */
public final class StackOutputs {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,140}");

    /** Whether the outputs that are secret are read too, for which the person needs the right to decrypt them. */
    public enum Secrets {
        SHOWN,
        HIDDEN
    }

    private final String stack;
    private final JsonNode outputs;

    private StackOutputs(String stack, JsonNode outputs) {
        this.stack = stack;
        this.outputs = outputs;
    }

    /**
     * Runs {@code pulumi stack output}.
     *
     * @param project the directory with {@code Pulumi.yaml}
     * @param environment as the Pulumi CLI gets it
     * @throws BadInput when the CLI is missing, does not know the stack or may not read it, or when nothing is deployed yet
     */
    public static StackOutputs read(Path project, Map<String, String> environment, String stack, Secrets secrets) {
        if (!NAME.matcher(stack).matches()) {
            throw new BadInput("--stack", "the name of a stack", "'" + stack + "'", "See: pulumi stack ls");
        }
        PulumiRunner pulumi = PulumiRunner.installed(project, environment);
        String text = secrets == Secrets.SHOWN
                ? pulumi.about(stack, "stack", "output", "--json", "--show-secrets")
                : pulumi.about(stack, "stack", "output", "--json");
        try {
            StackOutputs outputs = new StackOutputs(stack, JSON.readTree(text));
            if (outputs.outputs.isEmpty()) {
                throw outputs.missing("url");
            }
            return outputs;
        } catch (JsonProcessingException e) {
            throw new BadInput("pulumi", "JSON", "something else", "Run: pulumi stack output --stack " + stack);
        }
    }

    public String stack() {
        return stack;
    }

    /** A plain output, which an older release or another setting may lack. */
    public Optional<String> text(String output) {
        return Optional.of(outputs.path(output).asText("")).filter(value -> !value.isEmpty());
    }

    public URI url() {
        String url = outputs.path("url").asText("");
        if (!url.startsWith("https://")) {
            throw missing("url");
        }
        return URI.create(url);
    }

    /** The only client, unless one is named. */
    public String client(Optional<String> named) {
        TreeSet<String> clients = new TreeSet<>();
        outputs.path("clientIds").fieldNames().forEachRemaining(clients::add);
        if (clients.isEmpty()) {
            throw missing("clientIds");
        }
        if (named.isEmpty() && clients.size() > 1) {
            throw new BadInput("--client", "one of " + String.join(", ", clients), "none", "Add --client NAME");
        }
        String client = named.orElse(clients.first());
        if (!clients.contains(client)) {
            throw new BadInput(
                    "--client",
                    "one of " + String.join(", ", clients),
                    "'" + client + "'",
                    "Name a client of the stack");
        }
        return client;
    }

    public ServiceToken token(String client) {
        String id = outputs.path("clientIds").path(client).asText("");
        String secret = outputs.path("clientSecrets").path(client).asText("");
        if (id.isEmpty() || secret.isEmpty()) {
            throw missing("clientSecrets");
        }
        return new ServiceToken(id, secret, true);
    }

    /** The operators' service token, for their door. */
    public ServiceToken operators() {
        String id = text("operatorsClientId").orElseThrow(() -> missing("operatorsClientId"));
        String secret = text("operatorsClientSecret").orElseThrow(() -> missing("operatorsClientSecret"));
        return new ServiceToken(id, secret, true);
    }

    /** The virtual key that the stack's settings declare for the client. */
    public Optional<String> key(String client) {
        return Optional.of(outputs.path("virtualKeys").path(client).asText("")).filter(key -> !key.isEmpty());
    }

    BadInput missing(String output) {
        return new BadInput(
                "stack '" + stack + "'",
                "the output '" + output + "' of a deployed gateway",
                "none",
                "Deploy it first: pulumi up --stack " + stack);
    }
}
