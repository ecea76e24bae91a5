package dev.portcullis.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.input.BadInput;
import dev.portcullis.probe.ServiceToken;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The outputs of a deployed stack, read by the Pulumi CLI with the rights of the person. */
public final class StackOutputs {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long PATIENCE_SECONDS = 120;

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
     * @throws BadInput when the CLI is missing, does not know the stack or may not read it
     */
    public static StackOutputs read(Path project, String stack) {
        Path folder;
        try {
            // A private folder: the outputs hold secrets, and a pipe that nobody drains would block the CLI.
            folder = Files.createTempDirectory("portcullis-outputs");
        } catch (IOException e) {
            throw new BadInput("java.io.tmpdir", "a folder that can be written", "none", "Set TMPDIR");
        }
        Path err = folder.resolve("err");
        try {
            Process process = new ProcessBuilder(
                            "pulumi",
                            "stack",
                            "output",
                            "--json",
                            "--show-secrets",
                            "--stack",
                            stack,
                            "--non-interactive",
                            "--color",
                            "never")
                    .directory(project.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectError(err.toFile())
                    .start();
            try {
                return new StackOutputs(stack, outputs(process, stack, err));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new BadInput(
                    "pulumi",
                    "the Pulumi CLI on PATH",
                    "none",
                    "Install it (https://www.pulumi.com/docs/install/), or use --try with a running ./portcullis try");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInput("pulumi", "the outputs of the stack", "an interruption", "Try again");
        } finally {
            remove(err);
            remove(folder);
        }
    }

    private static JsonNode outputs(Process process, String stack, Path err) throws IOException, InterruptedException {
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw PulumiRefusal.of(stack, Files.readString(err));
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new BadInput("pulumi", "JSON", "something else", "Run: pulumi stack output --stack " + stack);
        }
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // It holds no secret, and lies in the folder for such files.
        }
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

    /** The virtual key that the stack's settings declare for the client. */
    public Optional<String> key(String client) {
        return Optional.of(outputs.path("virtualKeys").path(client).asText("")).filter(key -> !key.isEmpty());
    }

    private BadInput missing(String output) {
        return new BadInput(
                "stack '" + stack + "'",
                "the output '" + output + "' of a deployed gateway",
                "none",
                "Deploy it first: pulumi up --stack " + stack);
    }
}
