package dev.portcullis.gate.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A count of tokens that knows nothing of the gate's: words of up to ten letters, three digits, four signs or 32 blanks,
 * which is fewer than any tokenizer makes. Schemas are written out with their references, as LiteLLM would.
 */
public final class SentTokens {
    private static final Pattern TOKEN =
            Pattern.compile("[A-Za-z]{1,10}|[\\p{L}&&[^A-Za-z]]{1,3}|\\p{N}{1,3}|[^\\s\\p{L}\\p{N}]{1,4}|\\s{1,32}");
    private static final long MOST = 2_000_000;

    private final boolean expands;
    private long count;

    private SentTokens(boolean expands) {
        this.expands = expands;
    }

    /**
     * The tokens of a body, counted low.
     *
     * @param expands whether references in schemas are replaced on the way to the model
     */
    public static long of(JsonNode body, boolean expands) {
        SentTokens tokens = new SentTokens(expands);
        tokens.add(body, null);
        return tokens.count;
    }

    private void add(JsonNode node, @Nullable JsonNode root) {
        if (count > MOST) {
            return;
        }
        if (node.isTextual()) {
            add(node.textValue());
        } else if (node.isArray()) {
            node.forEach(item -> add(item, root));
        } else if (node.isObject()) {
            if (expands && root != null && replaced(node.path("$ref").asText(""), root)) {
                return;
            }
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                if (isFile(field.getKey(), field.getValue())) {
                    continue;
                }
                add(field.getKey());
                boolean schema = field.getKey().matches("parameters|input_schema|schema");
                // A definition counts where it is referred to, not where it stands.
                boolean definitions = field.getKey().matches("\\$defs|definitions");
                add(field.getValue(), schema ? field.getValue() : definitions ? null : root);
            }
        } else {
            count++;
        }
    }

    private boolean replaced(String reference, JsonNode root) {
        String[] steps = reference.split("/", -1);
        if (steps.length != 3 || !steps[0].equals("#") || !steps[1].matches("\\$defs|definitions")) {
            return false;
        }
        JsonNode definition = root.path(steps[1]).path(steps[2]);
        if (definition.isMissingNode()) {
            return false;
        }
        add(definition, root);
        return true;
    }

    private void add(String text) {
        count += TOKEN.matcher(text).results().limit(MOST).count();
    }

    /** Pictures and documents are no text. */
    private static boolean isFile(String name, JsonNode value) {
        return value.isTextual()
                && (value.textValue().startsWith("data:") || name.equals("data") || name.equals("file_data"));
    }
}
