package dev.portcullis.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A request as a client made it, without anybody's words: its fields, their types and the words of the API are kept, and
 * every text is replaced. One tool of each form is kept.
 */
final class RecordedRequest {
    static final Path FOLDER = Path.of("src/test/resources/clients");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TEXT = "Synthetic text.";
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.:/-]{1,64}");
    private static final Pattern UNIQUE = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32,}");
    private static final Set<String> WORDS_OF_OTHERS =
            Set.of("text", "content", "description", "output", "instructions");
    private static final Set<String> SCHEMAS = Set.of("input_schema", "parameters", "schema");

    private RecordedRequest() {}

    static void write(String name, ExchangeLog.Passed passed) throws IOException {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("method", passed.method()).put("target", passed.target());
        ObjectNode headers = request.putObject("headers");
        passed.headers().keySet().stream()
                .map(header -> header.toLowerCase(Locale.ROOT))
                .sorted()
                .forEach(header -> headers.put(
                        header,
                        header.startsWith("anthropic-") || header.equals("content-type") || header.equals("accept")
                                ? passed.headers().entrySet().stream()
                                        .filter(entry -> entry.getKey().equalsIgnoreCase(header))
                                        .map(entry -> String.join(",", entry.getValue()))
                                        .findFirst()
                                        .orElse("")
                                : TEXT));
        request.set("body", scrub("", JSON.readTree(passed.body())));
        Files.createDirectories(FOLDER);
        Files.writeString(
                FOLDER.resolve(name + ".json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(request) + "\n");
    }

    static JsonNode read(Path file) throws IOException {
        return JSON.readTree(file.toFile());
    }

    private static JsonNode scrub(String name, JsonNode node) {
        if (SCHEMAS.contains(name)) {
            return JSON.createObjectNode().put("type", "object").set("properties", JSON.createObjectNode());
        }
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(scrub(name, node.textValue()));
        }
        if (node.isArray()) {
            return scrubAll(name, node);
        }
        if (node.isObject()) {
            ObjectNode scrubbed = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> scrubbed.set(field.getKey(), scrub(field.getKey(), field.getValue())));
            return scrubbed;
        }
        return node;
    }

    private static ArrayNode scrubAll(String name, JsonNode all) {
        ArrayNode scrubbed = JsonNodeFactory.instance.arrayNode();
        Set<String> forms = new TreeSet<>();
        for (JsonNode each : all) {
            Set<String> form = new TreeSet<>();
            each.fieldNames().forEachRemaining(form::add);
            if (!name.equals("tools") || forms.add(each.path("type").asText() + form)) {
                scrubbed.add(scrub(name, each));
            }
        }
        return scrubbed;
    }

    private static String scrub(String name, String text) {
        if (WORDS_OF_OTHERS.contains(name) || !WORD.matcher(text).matches()) {
            // A tool's arguments are JSON within a text.
            return name.equals("arguments") ? "{}" : TEXT;
        }
        return UNIQUE.matcher(text).replaceAll("00000000-0000-4000-8000-000000000000");
    }
}
