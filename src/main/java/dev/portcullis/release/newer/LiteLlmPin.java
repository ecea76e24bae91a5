package dev.portcullis.release.newer;

import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pin of LiteLLM: one version in {@code config/litellm.in}, and the lock of all its packages made from it. */
public record LiteLlmPin(Path project, ReleaseSite site) {
    private static final Pattern LOCKED = Pattern.compile("(?m)^litellm==([0-9]+(?:\\.[0-9]+){2})\\b");
    private static final Pattern WANTED = Pattern.compile("(?m)^litellm\\[proxy]==.*$");
    private static final Pattern DATE = Pattern.compile("--exclude-newer [0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final String IN = "config/litellm.in";
    private static final String LOCK = "config/litellm.lock";

    /** Runs the program that resolves and locks packages; returns its exit code. */
    public interface Resolver {
        int run(List<String> arguments);
    }

    public NewerRelease proposal(Instant now) {
        Matcher locked = LOCKED.matcher(read(LOCK));
        if (!locked.find()) {
            throw new BadInput(
                    LOCK, "a line litellm==VERSION", "none", "Make it anew: the head of " + IN + " says how");
        }
        return NewerRelease.of("litellm", locked.group(1), site.published("BerriAI/litellm"), now);
    }

    /**
     * Writes the version, and has the lock made from it. Both files are as they were when that fails.
     *
     * @return whether the lock is new
     */
    public boolean move(Published release, Instant now, Resolver resolver) {
        String before = read(IN);
        LocalDate date = now.minus(NewerRelease.AGE).atZone(ZoneOffset.UTC).toLocalDate();
        String after = DATE.matcher(WANTED.matcher(before).replaceFirst("litellm[proxy]==" + release.version()))
                .replaceAll("--exclude-newer " + date);
        if (!after.contains("litellm[proxy]==" + release.version() + "\n")
                || !DATE.matcher(after).find()) {
            throw new BadInput(
                    IN,
                    "a line litellm[proxy]==VERSION and the command with its date",
                    "another file",
                    "Restore it with git");
        }
        String lock = read(LOCK);
        boolean isDone = false;
        write(IN, after);
        try {
            isDone = resolver.run(arguments(date)) == 0
                    && LOCKED.matcher(read(LOCK))
                            .results()
                            .anyMatch(one -> one.group(1).equals(release.version()));
            return isDone;
        } finally {
            if (!isDone) {
                write(IN, before);
                write(LOCK, lock);
            }
        }
    }

    /** The command in the head of the file; a test compares them. */
    static List<String> arguments(LocalDate date) {
        return List.of(
                "pip",
                "compile",
                IN,
                "--override",
                "config/litellm-overrides.txt",
                "--universal",
                "--python-version",
                "3.10",
                "--exclude-newer",
                date.toString(),
                "--only-binary",
                ":all:",
                "--generate-hashes",
                "--no-emit-package",
                "litellm-enterprise",
                "--no-emit-index-url",
                "--no-emit-find-links",
                "--custom-compile-command",
                "see config/litellm.in",
                "-o",
                LOCK);
    }

    private String read(String name) {
        try {
            return Files.readString(project.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String text) {
        try {
            Path file = project.resolve(name);
            Path part = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    "litellm",
                    ".part",
                    PosixFilePermissions.asFileAttribute(Files.getPosixFilePermissions(file)));
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
