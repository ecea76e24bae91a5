package dev.portcullis.cli.keys;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.portcullis.input.BadInput;
import dev.portcullis.local.litellm.LiteLlmInstall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The gateway of a {@code ./portcullis try} on this machine, which writes where it is into a file of its own folder.
 *
 * @param url the URL of its admin listener
 * @param callers where callers find it, such as {@code http://127.0.0.1:8443}
 * @param folder the folder of its own
 */
public record RunningTry(String url, Path adminKeyFile, String callers, Path folder) {
    private static final String FILE = "admin.json";

    /** The only one of this person. */
    public static RunningTry only() {
        return find(LiteLlmInstall.cache(System.getenv()).resolve("trials"));
    }

    /**
     * The only one.
     *
     * @param trials the folder of all trials, each named by the number of its process
     */
    static RunningTry find(Path trials) {
        List<RunningTry> running = all(trials);
        if (running.isEmpty()) {
            throw new GatewayAway(
                    "a running ./portcullis try",
                    "none",
                    "Start ./portcullis try in another terminal, or name a deployed gateway with --stack NAME");
        }
        if (running.size() > 1) {
            throw new BadInput(
                    "--gateway",
                    "the URL of one gateway, as more than one ./portcullis try is running",
                    "none",
                    "Name one: "
                            + running.stream().map(RunningTry::options).collect(Collectors.joining("\n        or ")));
        }
        return running.get(0);
    }

    private String options() {
        return "--gateway " + url + " --admin-key-file " + adminKeyFile + " (callers at " + callers + ", folder "
                + folder + ")";
    }

    /** Those that are up, each in a folder of its own. */
    public static List<RunningTry> all(Path trials) {
        if (!Files.isDirectory(trials)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(trials)) {
            return folders.filter(RunningTry::isAlive)
                    .sorted()
                    .flatMap(folder -> read(folder.resolve(FILE)).stream())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean isAlive(Path folder) {
        String name = String.valueOf(folder.getFileName());
        return name.matches("[1-9][0-9]{0,9}")
                && ProcessHandle.of(Long.parseLong(name))
                        .filter(ProcessHandle::isAlive)
                        .isPresent();
    }

    /** Empty for one that is not up yet. */
    private static Optional<RunningTry> read(Path file) {
        try {
            JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            if (!json.keySet().containsAll(List.of("url", "adminKeyFile", "callers"))) {
                return Optional.empty();
            }
            return Optional.of(new RunningTry(
                    json.get("url").getAsString(),
                    Path.of(json.get("adminKeyFile").getAsString()),
                    json.get("callers").getAsString(),
                    file.resolveSibling("")));
        } catch (IOException | JsonParseException | IllegalStateException e) {
            return Optional.empty();
        }
    }
}
