package dev.portcullis.cli.help;

import com.google.gson.JsonObject;
import dev.portcullis.catalogue.litellm.LiteLlmLock;
import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answer of {@code --version}: the release, its commit where one is known, and the parts that it pins. */
public final class Versions {
    private static final Pattern RELEASE = Pattern.compile(
            "<groupId>dev\\.portcullis</groupId>\\s*<artifactId>[^<]*</artifactId>\\s*<version>([^<]+)<");
    private static final Pattern PULUMI = Pattern.compile("<pulumi\\.version>([^<]+)<");
    private static final Pattern COMPONENT = Pattern.compile("(?m)^([a-z][a-z-]*):\\R  version: (\\S+)");

    private final Map<String, String> parts = new LinkedHashMap<>();

    private Versions() {}

    /** Reads the tables of the project, so that no version stands in two places. */
    public static Versions of(Path project) {
        Versions versions = new Versions();
        String pom = text(project.resolve("pom.xml"));
        versions.put("portcullis", find(RELEASE, pom));
        versions.put("commit", commit(project));
        versions.put(
                "litellm",
                Optional.of(
                        LiteLlmLock.read(project.resolve("config/litellm.lock")).release()));
        Matcher component = COMPONENT.matcher(text(project.resolve("config/components.yaml")));
        while (component.find()) {
            versions.put(component.group(1), Optional.of(component.group(2)));
        }
        versions.put("pulumi-java", find(PULUMI, pom));
        versions.put("java", Optional.of(Runtime.version().toString()));
        return versions;
    }

    private void put(String part, Optional<String> version) {
        version.ifPresent(known -> parts.put(part, known));
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        parts.forEach((part, version) -> text.append(String.format("%-14s %s%n", part, version)));
        return text.toString();
    }

    public JsonObject json() {
        JsonObject json = new JsonObject();
        parts.forEach(json::addProperty);
        return json;
    }

    private static Optional<String> find(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BadInput(file.toString(), "a readable file", "none", "Restore it from the repository");
        }
    }

    /** Not the commit of a repository around an unpacked release: only the project's own counts. */
    private static Optional<String> commit(Path project) {
        if (!Files.exists(project.resolve(".git"))) {
            return Optional.empty();
        }
        return git(project, "rev-parse", "HEAD").map(commit -> {
            boolean edited = git(project, "status", "--porcelain")
                    .filter(changes -> !changes.isEmpty())
                    .isPresent();
            return commit + (edited ? ", with changes" : "");
        });
    }

    private static Optional<String> git(Path project, String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process git = new ProcessBuilder(command)
                    .directory(project.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean ended = git.waitFor(10, TimeUnit.SECONDS);
            return ended && git.exitValue() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
