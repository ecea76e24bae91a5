package dev.portcullis.gate.config;

import dev.portcullis.gate.config.GateConfig.Secret;
import dev.portcullis.input.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** A credential file: one line with one secret. Nothing of what it holds is ever shown. */
final class CredentialFile {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{16,200}");

    private CredentialFile() {}

    /** @param what the secret is, for the one who has to write it */
    static Optional<Secret> read(Path path, String what, Problems problems) {
        String name = String.valueOf(path.getFileName());
        String text;
        try {
            text = Files.readString(path).strip();
        } catch (IOException e) {
            problems.add(name, "a readable file", "an error: " + e.getClass().getSimpleName(), "Check " + name);
            return Optional.empty();
        }
        if (!FORM.matcher(text).matches()) {
            problems.add(
                    name,
                    "one line of 16 to 200 letters, digits and _ . -",
                    text.length() + " characters of another form",
                    "Write " + what + " into it");
            return Optional.empty();
        }
        return Optional.of(new Secret(text));
    }
}
