package dev.portcullis.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.IdentitySettings;
import dev.portcullis.settings.Settings;
import dev.portcullis.stackfile.Contract;
import dev.portcullis.stackfile.DeclaredKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The JSON Schema of a stack's file: names, types, meanings and defaults from {@code Pulumi.yaml}, the keys that a stack
 * cannot do without from the readers of the settings, and the forms from {@link SettingForms}.
 */
final class StackSchema {
    static final String NAMESPACE = "portcullis:";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String REGION = "aws:region";
    /** The Pulumi CLI keeps these beside the configuration. */
    private static final List<String> OF_THE_CLI =
            List.of("encryptionsalt", "secretsprovider", "encryptedkey", "environment", "settings");

    private final List<DeclaredKey> keys = Contract.read(Path.of("Pulumi.yaml"));

    ObjectNode json() {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "A stack of Portcullis");
        schema.put("$comment", "Generated from Pulumi.yaml; CONTRIBUTING.md says how.");
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        OF_THE_CLI.forEach(properties::putObject);
        properties.set("config", config());
        schema.putArray("required").add("config");
        schema.put("additionalProperties", false);
        return schema;
    }

    String text() throws JsonProcessingException {
        return JSON.writeValueAsString(json()) + "\n";
    }

    private ObjectNode config() {
        ObjectNode config = JSON.createObjectNode();
        config.put("type", "object");
        ObjectNode properties = config.putObject("properties");
        properties
                .putObject(REGION)
                .put("description", "The region of everything in AWS, such as eu-west-1.")
                .put("type", "string")
                .put("pattern", "^[a-z]{2}(-[a-z]+)+-[0-9]$");
        keys.forEach(key -> properties.set(NAMESPACE + key.name(), setting(key)));
        // Keys of the providers are theirs to check.
        config.putObject("patternProperties").putObject("^(?!" + NAMESPACE + ")[^:]+:.+$");
        config.put("additionalProperties", false);
        config.putArray("required").add(REGION);
        ObjectNode identity = config.putObject("if");
        identity.putObject("properties").putObject(NAMESPACE + "stack").put("const", "identity");
        identity.putArray("required").add(NAMESPACE + "stack");
        needed(config.putObject("then"), (raw, problems) -> IdentitySettings.from(raw, "identity", problems));
        needed(config.putObject("else"), (raw, problems) -> Settings.from(raw, "dev", problems));
        return config;
    }

    private static ObjectNode setting(DeclaredKey key) {
        ObjectNode setting = JSON.createObjectNode();
        setting.put("description", key.description());
        key.defaultValue().map(value -> typed(key.type(), value)).ifPresent(value -> setting.set("default", value));
        setting.setAll(SettingForms.of(key.name(), key.type()));
        return setting;
    }

    /** The contract has every default as text. */
    private static JsonNode typed(String type, Object value) {
        return switch (type) {
            case "integer" -> JSON.getNodeFactory().numberNode(Integer.parseInt(value.toString()));
            case "boolean" -> JSON.getNodeFactory().booleanNode(Boolean.parseBoolean(value.toString()));
            default -> JSON.valueToTree(value);
        };
    }

    /** The keys whose defaults the reader refuses. */
    private void needed(ObjectNode branch, BiConsumer<Map<String, Object>, Problems> reader) {
        Map<String, Object> raw = new TreeMap<>(Map.of(REGION, "eu-west-1"));
        keys.forEach(key -> key.defaultValue().ifPresent(value -> raw.put(NAMESPACE + key.name(), value)));
        Problems problems = new Problems();
        reader.accept(raw, problems);
        ArrayNode required = branch.putArray("required");
        problems.all().stream().map(Problem::where).forEach(required::add);
    }
}
