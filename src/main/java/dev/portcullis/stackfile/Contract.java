package dev.portcullis.stackfile;

import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import dev.portcullis.input.YamlFile;
import dev.portcullis.input.YamlMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings that {@code Pulumi.yaml} declares, from which the engine takes types and defaults. */
public final class Contract {
    private static final List<String> TYPES = List.of("array", "boolean", "integer", "object", "string");

    private Contract() {}

    /**
     * The declared keys in the order of the file.
     *
     * @throws BadInput with everything that Pulumi's project schema or this project would refuse
     */
    public static List<DeclaredKey> read(Path pulumiYaml) {
        Problems problems = new Problems();
        Optional<YamlMap> config = YamlFile.read(pulumiYaml, problems).flatMap(project -> config(project, problems));
        List<DeclaredKey> keys = new ArrayList<>();
        config.ifPresent(block ->
                block.keys().forEach(name -> declared(block, name, problems).ifPresent(keys::add)));
        problems.throwIfAny();
        return List.copyOf(keys);
    }

    private static Optional<YamlMap> config(YamlMap project, Problems problems) {
        if (!project.has("config")) {
            problems.add(project.where(), "a block 'config:'", "none", "Restore Pulumi.yaml from the repository");
        }
        return project.map("config");
    }

    private static Optional<DeclaredKey> declared(YamlMap config, String name, Problems problems) {
        return config.map(name).flatMap(key -> {
            Optional<String> type = key.text("type");
            type.filter(word -> !TYPES.contains(word))
                    .ifPresent(word -> problems.add(
                            key.where("type"),
                            "one of Pulumi's types",
                            "'" + word + "'",
                            "Choose one of " + String.join(", ", TYPES)));
            boolean items = key.map("items").flatMap(item -> item.text("type")).isPresent();
            if (type.filter("array"::equals).isPresent() && !items) {
                problems.add(key.where("items"), "the type of its items", "nothing", "Add items with a type");
            }
            Optional<String> description = key.text("description");
            Optional<Object> defaultValue = key.plain("default");
            key.refuseOthers();
            return type.flatMap(known -> description.map(text -> new DeclaredKey(name, known, text, defaultValue)));
        });
    }
}
