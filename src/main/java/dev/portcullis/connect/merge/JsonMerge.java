package dev.portcullis.connect.merge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Objects are merged member by member; any other value replaces what is there. */
final class JsonMerge implements Merge {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
            .build();

    private static final DefaultPrettyPrinter PRETTY = new DefaultPrettyPrinter()
            .withSeparators(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withArrayEmptySeparator("")
                    .withObjectEmptySeparator(""))
            .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"))
            .withObjectIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));

    @Override
    public Merged into(String old, String settings) throws Unmergeable {
        ObjectNode before = object(old);
        List<String> replaced = new ArrayList<>();
        ObjectNode after = before.deepCopy();
        add(after, object(settings), "", replaced);
        try {
            String text = after.equals(before) ? old : JSON.writer(PRETTY).writeValueAsString(after) + "\n";
            return new Merged(text, replaced);
        } catch (JsonProcessingException e) {
            throw Unmergeable.unusual();
        }
    }

    private static void add(ObjectNode into, ObjectNode settings, String path, List<String> replaced)
            throws Unmergeable {
        for (Map.Entry<String, JsonNode> setting : settings.properties()) {
            String name = setting.getKey();
            JsonNode there = into.path(name);
            if (setting.getValue() instanceof ObjectNode inner) {
                if (!there.isMissingNode() && !there.isObject()) {
                    throw new Unmergeable("an object as '" + path + name + "'", "something else");
                }
                add(
                        there instanceof ObjectNode known ? known : into.putObject(name),
                        inner,
                        path + name + ".",
                        replaced);
                continue;
            }
            JsonNode value = setting.getValue();
            if (HeaderLines.isIn(name)) {
                value = TextNode.valueOf(HeaderLines.merged(there.asText(""), value.asText()));
            }
            if (!there.isMissingNode() && !there.equals(value)) {
                replaced.add(path + name);
            }
            into.set(name, value);
        }
    }

    private static ObjectNode object(String text) throws Unmergeable {
        if (text.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
            throw new Unmergeable("a JSON object", "another JSON value");
        } catch (JsonProcessingException e) {
            throw new Unmergeable(
                    "JSON", "something else at line " + e.getLocation().getLineNr());
        }
    }
}
