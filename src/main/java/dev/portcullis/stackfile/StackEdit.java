package dev.portcullis.stackfile;

import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** One change of a stack's file, which is written only when it is kept. */
public final class StackEdit implements AutoCloseable {
    private static final String CLIENTS = "portcullis:clients";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private final Path project;
    private final Path file;
    private final Path changed;
    private final String before;
    private final Map<String, Object> rawBefore;

    private StackEdit(Path project, Path file, String before, Map<String, Object> rawBefore) {
        this.project = project;
        this.file = file;
        this.changed = file.resolveSibling("." + file.getFileName() + ".new");
        this.before = before;
        this.rawBefore = rawBefore;
    }

    public static StackEdit of(Path project, String stack) {
        Map<String, Object> raw = StackFile.raw(project, stack);
        Path file = project.resolve("Pulumi." + stack + ".yaml");
        if (!NAME.matcher(stack).matches()) {
            throw new BadInput("--stack", "the name of a stack", "'" + stack + "'", "See: pulumi stack ls");
        }
        return new StackEdit(project, file, read(file), raw);
    }

    /** The names of the clients and what the file says of each. */
    public Map<String, Object> clients() {
        return clients(rawBefore);
    }

    /** All settings before the change. */
    public Map<String, Object> rawBefore() {
        return rawBefore;
    }

    /**
     * Makes the change beside the file.
     *
     * @return all settings after it
     * @throws BadInput when anything else than this client would change
     */
    public Map<String, Object> change(String client, Function<ClientLines, String> edit) {
        String name = String.valueOf(file.getFileName());
        Map<String, Object> after =
                beside(edit.apply(ClientLines.of(name, before)), "a client that nothing else in the file refers to");
        if (!without(rawBefore, client).equals(without(after, client))) {
            throw ClientLines.byHand(name, "a client that can be changed on its own");
        }
        return after;
    }

    /**
     * Sets one plain setting beside the file; an empty value removes it.
     *
     * @param key with its namespace
     * @return all settings after it
     * @throws BadInput when anything else than this setting would change
     */
    public Map<String, Object> set(String key, Optional<String> value) {
        String name = String.valueOf(file.getFileName());
        Map<String, Object> after = beside(
                new SettingLine(name, before, key).with(value), "a setting that nothing else in the file refers to");
        if (!others(rawBefore, key).equals(others(after, key))) {
            throw ClientLines.byHand(name, "a setting that can be changed on its own");
        }
        return after;
    }

    private Map<String, Object> beside(String text, String expected) {
        try {
            Files.writeString(changed, text);
            Files.setPosixFilePermissions(changed, Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            return StackFile.raw(project, changed);
        } catch (BadInput e) {
            throw ClientLines.byHand(String.valueOf(file.getFileName()), expected);
        }
    }

    /** Puts the change in the place of the file, if nobody changed that meanwhile. */
    public void keep() {
        if (!read(file).equals(before)) {
            throw new BadInput(List.of(Problem.plain(
                    String.valueOf(file.getFileName()), "somebody changed it meanwhile", "Run the command again")));
        }
        try {
            Files.move(changed, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> without(Map<String, Object> raw, String client) {
        Map<String, Object> others = new LinkedHashMap<>(raw);
        Map<String, Object> clients = clients(raw);
        clients.remove(client);
        others.put(CLIENTS, clients);
        return others;
    }

    private static Map<String, Object> others(Map<String, Object> raw, String key) {
        Map<String, Object> others = new LinkedHashMap<>(raw);
        others.remove(key);
        return others;
    }

    private static Map<String, Object> clients(Map<String, Object> raw) {
        Map<String, Object> clients = new LinkedHashMap<>();
        if (raw.get(CLIENTS) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> clients.put(String.valueOf(name), String.valueOf(value)));
        }
        return clients;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BadInput(file.toString(), "a readable file", e.getClass().getSimpleName(), "Check the file");
        }
    }
}
