package dev.portcullis.doctor;

import dev.portcullis.deployed.PulumiRunner;
import dev.portcullis.input.BadInput;
import dev.portcullis.settings.value.SecureValue;
import dev.portcullis.stackfile.StackFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Cloudflare's token for a stack: the variable's, else the stack's own secret. */
public sealed interface StackToken {
    String VARIABLE = "CLOUDFLARE_API_TOKEN";
    String KEY = "cloudflare:apiToken";

    /** One to ask Cloudflare with. */
    record Usable(String value) implements StackToken {
        /** Without the secret. */
        @Override
        public String toString() {
            return "a token";
        }
    }

    /** None, with the row that stands for all of Cloudflare. */
    record Unusable(Fact fact) implements StackToken {}

    /** Looks for it; decrypting the stack's own takes Pulumi a moment. */
    static StackToken find(Path project, Map<String, String> environment, String stack) throws IOException {
        String given = environment.getOrDefault(VARIABLE, "");
        if (!given.isEmpty()) {
            return new Usable(given);
        }
        Object kept = StackFile.raw(project, stack).get(KEY);
        if (kept == null) {
            return notAsked("the stack has none and " + VARIABLE + " is not set");
        }
        if (!(kept instanceof SecureValue)) {
            return new Unusable(FactKind.CLOUDFLARE_TOKEN.fails(
                    "",
                    "one that everybody can read in Pulumi." + stack + ".yaml",
                    "Roll it at Cloudflare, and keep the new one by: pulumi config set --secret " + KEY + " --stack "
                            + stack));
        }
        try {
            String token = decrypted(project, environment, stack);
            return token.isEmpty()
                    ? notAsked("the stack's own is empty and " + VARIABLE + " is not set")
                    : new Usable(token);
        } catch (BadInput e) {
            String line = e.problems().get(0).render().lines().findFirst().orElse("no reason");
            return notAsked(VARIABLE + " is not set, and the stack's own was not read (" + line + ")");
        }
    }

    /** From a copy of the file, since the CLI can write to the one that it reads. */
    private static String decrypted(Path project, Map<String, String> environment, String stack) throws IOException {
        Path copy = Files.createTempFile("portcullis-stack", ".yaml");
        try {
            Files.writeString(copy, Files.readString(project.resolve("Pulumi." + stack + ".yaml")));
            return PulumiRunner.installed(project, environment)
                    .about(stack, "config", "get", KEY, "--config-file", copy.toString())
                    .strip();
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static StackToken notAsked(String reason) {
        return new Unusable(FactKind.CLOUDFLARE_TOKEN.notAsked("", reason));
    }
}
