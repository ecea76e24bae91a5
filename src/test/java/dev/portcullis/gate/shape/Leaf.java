package dev.portcullis.gate.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A value of a body that has no others below it.
 *
 * @param path with the variant of each object in brackets: {@code messages[user].content[text].text}
 * @param key the field's name in the object that holds the value
 */
record Leaf(String path, String key, JsonNode value) {
    /** A value that stands nowhere else by chance. */
    static final Pattern SIGN =
            Pattern.compile("z[-_][a-z]+[-_][0-9]+|Ez[A-Za-z]+[0-9]|iVBORw0KGgo[A-Za-z0-9+/=]+|JVBERi0[A-Za-z0-9+/=]+");

    /** The signs within it; empty for a word, a number or a truth value. */
    List<String> signs() {
        return SIGN.matcher(value.toString())
                .results()
                .map(found -> found.group())
                .distinct()
                .toList();
    }

    boolean isMark() {
        return key.equals("cache_control");
    }

    /** {@code messages[].content[].text}. */
    String plainPath() {
        return path.replaceAll("\\[[^]]*]", "[]");
    }
}
