package dev.portcullis.init;

import dev.portcullis.deployed.PulumiRunner;
import dev.portcullis.init.text.StackText;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import dev.portcullis.input.YamlFile;
import dev.portcullis.input.YamlMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the Pulumi CLI work on a copy of the stack's file, and takes over only the keys that are its own. On the file
 * itself it would replace aliases by copies and move comments.
 */
final class CliFile {
    private static final List<String> OWN = List.of("secretsprovider", "encryptedkey", "encryptionsalt");
    private static final List<String> TOKEN = List.of("config", "cloudflare:apiToken", "secure");

    private final Path project;
    private final StackOnDisk file;
    private final String stack;
    private final Map<String, String> environment;

    /** A command of the CLI. */
    private interface Step {
        String run(PulumiRunner pulumi);
    }

    CliFile(Path project, StackOnDisk file, String stack, Map<String, String> environment) {
        this.project = project;
        this.file = file;
        this.stack = stack;
        this.environment = environment;
    }

    /** Makes the stack in the state; one that is there already is left as it is. */
    void makeStack(Optional<String> secretsProvider) throws IOException {
        inCopy(pulumi -> {
            try {
                return secretsProvider.isPresent()
                        ? pulumi.about(
                                stack, "stack", "init", "--no-select", "--secrets-provider", secretsProvider.get())
                        : pulumi.about(stack, "stack", "init", "--no-select");
            } catch (BadInput e) {
                if (e.getMessage().contains("already exists")) {
                    return "";
                }
                throw e;
            }
        });
    }

    /** The Cloudflare token of the stack, decrypted; empty when the file has none. */
    Optional<String> token() throws IOException {
        return copied(file.text().text()).containsKey("cloudflare:apiToken")
                ? Optional.of(inCopy(pulumi -> pulumi.about(stack, "config", "get", "cloudflare:apiToken"))
                        .strip())
                : Optional.empty();
    }

    /** Encrypts the token into the file. */
    void keepToken(String token) throws IOException {
        inCopy(pulumi -> pulumi.told(stack, token, "config", "set", "--secret", "cloudflare:apiToken"));
    }

    private String inCopy(Step step) throws IOException {
        Path copy = Files.createTempDirectory("portcullis-init");
        Path copied = copy.resolve(file.name());
        Path of = copy.resolve("Pulumi.yaml");
        try {
            Files.copy(project.resolve("Pulumi.yaml"), of);
            Files.writeString(copied, file.text().text());
            String said = step.run(PulumiRunner.installed(copy, environment));
            takeOver(Files.exists(copied) ? Files.readString(copied) : "");
            return said;
        } finally {
            Files.deleteIfExists(copied);
            Files.deleteIfExists(of);
            Files.deleteIfExists(copy);
        }
    }

    private void takeOver(String made) throws IOException {
        StackText text = file.text();
        Map<String, String> keys = copied(made);
        Map<String, String> before = copied(text.text());
        for (String key : OWN) {
            String value = keys.get(key);
            if (value != null && !value.equals(before.get(key))) {
                text = text.with(List.of(key), value, "");
            }
        }
        String token = keys.get("cloudflare:apiToken");
        if (token != null && !token.equals(before.get("cloudflare:apiToken"))) {
            text = text.with(TOKEN, token, "");
        }
        if (!text.equals(file.text())) {
            file.write(text);
        }
    }

    /** The CLI's own keys of a stack's file, and the token's ciphertext under its key. */
    private Map<String, String> copied(String text) {
        if (new StackText(file.name(), text).keys().isEmpty()) {
            return Map.of();
        }
        Problems problems = new Problems();
        Map<String, String> keys = new HashMap<>();
        YamlFile.parse(file.name(), text, problems).ifPresent(top -> {
            OWN.forEach(key -> top.optionalText(key).ifPresent(value -> keys.put(key, value)));
            top.map("config")
                    .filter(config -> config.has("cloudflare:apiToken"))
                    .flatMap(config -> secure(config, file.name()))
                    .ifPresent(value -> keys.put("cloudflare:apiToken", value));
        });
        problems.throwIfAny();
        return keys;
    }

    private static Optional<String> secure(YamlMap config, String file) {
        Optional<String> secure = config.map("cloudflare:apiToken").flatMap(token -> token.optionalText("secure"));
        if (secure.isEmpty()) {
            throw new BadInput(
                    file + " cloudflare:apiToken",
                    "an encrypted value",
                    "another",
                    "Remove it from the file, and take that token back at Cloudflare if it was readable");
        }
        return secure;
    }
}
