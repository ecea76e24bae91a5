package dev.portcullis.stackfile;

import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import dev.portcullis.input.YamlFile;
import dev.portcullis.input.YamlMap;
import dev.portcullis.settings.value.SecureValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The configuration of one stack as the engine would pass it: the stack's file over the defaults of the project. */
public final class StackFile {
    private static final String PROJECT = "Pulumi.yaml";
    private static final String NAMESPACE = "portcullis:";
    private static final String SECURE = "secure";
    /** Keys that the Pulumi CLI keeps in the file besides the configuration; none of them is of use here. */
    private static final List<String> OF_THE_CLI =
            List.of("encryptionsalt", "secretsprovider", "encryptedkey", "environment", "settings");

    private StackFile() {}

    /**
     * The file of a stack by the stack's name.
     *
     * @throws BadInput when there is no such file (the message lists those there are) or it cannot be used
     */
    public static Map<String, Object> raw(Path projectDir, String stackName) {
        List<String> stacks = stacks(projectDir);
        if (!stacks.contains(stackName)) {
            throw new BadInput(
                    "Pulumi." + stackName + ".yaml",
                    "the file of a stack",
                    "none of this name",
                    stacks.isEmpty()
                            ? "Run: pulumi stack init " + stackName
                            : "Choose one of these stacks: " + String.join(", ", stacks));
        }
        return raw(projectDir, projectDir.resolve("Pulumi." + stackName + ".yaml"));
    }

    /**
     * The same for a file of any name.
     *
     * @return full keys to texts, lists, maps or {@link SecureValue}
     * @throws BadInput with everything that is wrong with the form of the file; values are not looked at
     */
    public static Map<String, Object> raw(Path projectDir, Path file) {
        Map<String, Object> raw = new LinkedHashMap<>();
        for (DeclaredKey key : Contract.read(projectDir.resolve(PROJECT))) {
            key.defaultValue().ifPresent(value -> raw.put(NAMESPACE + key.name(), value));
        }
        Problems problems = new Problems();
        YamlFile.read(file, problems).ifPresent(top -> raw.putAll(config(top, problems)));
        problems.throwIfAny();
        return raw;
    }

    /** The names of the stacks that have a file, sorted. */
    private static List<String> stacks(Path projectDir) {
        try (Stream<Path> files = Files.list(projectDir)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches("Pulumi\\..+\\.yaml"))
                    .map(name -> name.substring("Pulumi.".length(), name.length() - ".yaml".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new BadInput(
                    String.valueOf(projectDir),
                    "a readable project directory",
                    "an error: " + e.getClass().getSimpleName(),
                    "Run this in the directory of " + PROJECT);
        }
    }

    private static Map<String, Object> config(YamlMap top, Problems problems) {
        Map<String, Object> raw = new LinkedHashMap<>();
        if (!top.has("config")) {
            problems.add(top.where(), "a block 'config:'", "none", "Copy the block of Pulumi.dev.yaml and adapt it");
        }
        OF_THE_CLI.forEach(top::plain);
        top.map("config")
                .ifPresent(config -> config.keys().forEach(key -> {
                    if (key.equals("<<")) {
                        problems.add(
                                config.where(key),
                                "every key written out",
                                "a merge '<<'",
                                "Write the keys that it would merge");
                    } else if (!key.contains(":")) {
                        problems.add(
                                config.where(key),
                                "a key with its namespace",
                                "'" + key + "'",
                                "Write " + NAMESPACE + key);
                    }
                    config.plain(key).ifPresent(value -> raw.put(key, hideSecure(value)));
                }));
        top.refuseOthers();
        return raw;
    }

    /** Pulumi writes an encrypted value, at any depth, as a mapping of the key {@code secure} to a text. */
    private static Object hideSecure(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(StackFile::hideSecure).toList();
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        boolean encrypted = map.get(SECURE) instanceof String;
        if (encrypted && map.size() == 1) {
            return SecureValue.HIDDEN;
        }
        Map<String, Object> plain = new LinkedHashMap<>();
        map.forEach((key, item) -> plain.put(
                String.valueOf(key), encrypted && key.equals(SECURE) ? SecureValue.HIDDEN : hideSecure(item)));
        return plain;
    }
}
