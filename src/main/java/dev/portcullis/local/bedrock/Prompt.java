package dev.portcullis.local.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request for a chat answer, whichever API it came through.
 *
 * @param parts tools, system prompt and messages, in the order in which Bedrock reads and caches them
 * @param lastUserText empty when the last message brings tool results only, so that a directive is obeyed once
 * @param maxTokens the longest answer that the request allows, in words
 */
record Prompt(List<Part> parts, String lastUserText, List<Tool> tools, int maxTokens) {

    /** A piece of the prompt, or a mark up to which it is to be cached. */
    sealed interface Part {}

    record Text(String text, int tokens) implements Part {}

    record CacheMark(CacheTtl ttl) implements Part {}

    record Tool(String name, JsonNode schema) {}

    boolean hasCacheMarks() {
        return parts.stream().anyMatch(CacheMark.class::isInstance);
    }

    int tokens() {
        return parts.stream()
                .mapToInt(part -> part instanceof Text text ? text.tokens : 0)
                .sum();
    }

    Optional<Tool> tool(String name) {
        return tools.stream().filter(tool -> tool.name.equals(name)).findFirst();
    }

    /** Collects the parts while a body is read. */
    static final class Reader {
        /** The tokens of a picture or a document, whatever its size. */
        private static final int MEDIA_TOKENS = 1_000;

        private final List<Part> parts = new ArrayList<>();
        private final List<Tool> tools = new ArrayList<>();

        void text(String text) {
            parts.add(new Text(text, Words.count(text)));
        }

        void media(JsonNode node) {
            parts.add(new Text(node.toString(), MEDIA_TOKENS));
        }

        void mark(CacheTtl ttl) {
            parts.add(new CacheMark(ttl));
        }

        void tool(String name, String description, JsonNode schema) {
            text(name + " " + description + " " + schema);
            tools.add(new Tool(name, schema));
        }

        Prompt prompt(String lastUserText, int maxTokens) {
            return new Prompt(List.copyOf(parts), lastUserText, List.copyOf(tools), maxTokens);
        }
    }
}
