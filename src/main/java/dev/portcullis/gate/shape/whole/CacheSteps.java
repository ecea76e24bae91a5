package dev.portcullis.gate.shape.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.catalogue.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Marks up to which a prompt is cached. */
final class CacheSteps {
    static final String MARK = "cache_control";
    private static final int MOST = 4;

    private CacheSteps() {}

    /** Bedrock knows no mark on the whole request: it means the last block. */
    static void whole(WholeBody body) {
        JsonNode mark = body.json().remove(MARK);
        if (mark == null) {
            return;
        }
        if (body.isPassedOn() && body.can(Capability.PROMPT_CACHING)) {
            last(body)
                    .ifPresentOrElse(
                            block -> {
                                if (!block.has(MARK)) {
                                    block.set(MARK, mark);
                                }
                            },
                            () -> body.name(MARK));
        } else {
            body.name(MARK);
        }
    }

    private static Optional<ObjectNode> last(WholeBody body) {
        JsonNode messages = body.turns();
        for (int i = messages.size() - 1; i >= 0; i--) {
            ObjectNode message = (ObjectNode) messages.get(i);
            if (message.path("content").isTextual()
                    && !message.path("content").textValue().isEmpty()) {
                String text = message.path("content").textValue();
                return Optional.of(message.putArray("content")
                        .addObject()
                        .put("type", "text")
                        .put("text", text));
            }
            JsonNode blocks = message.path("content");
            for (int j = blocks.size() - 1; j >= 0; j--) {
                if (carries(blocks.get(j))) {
                    return Optional.of((ObjectNode) blocks.get(j));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean carries(JsonNode block) {
        String type = block.path("type").asText();
        boolean blank = type.equals("text") && block.path("text").asText().isEmpty();
        return !type.endsWith("thinking") && !blank;
    }

    /** LiteLLM looks for a chat message's mark at one place only, and at another one by role. */
    static void places(WholeBody body) {
        if (body.isMessages()) {
            return;
        }
        for (JsonNode turn : body.turns()) {
            ObjectNode message = (ObjectNode) turn;
            JsonNode parts = message.path("content");
            if (message.path("role").asText().equals("tool")) {
                for (JsonNode part : parts) {
                    JsonNode mark = part instanceof ObjectNode object ? object.remove(MARK) : null;
                    if (mark != null) {
                        message.set(MARK, mark);
                    }
                }
            } else if (parts.path(parts.size() - 1) instanceof ObjectNode last && message.has(MARK)) {
                JsonNode mark = message.remove(MARK);
                if (!last.has(MARK)) {
                    last.set(MARK, mark);
                }
            }
        }
    }

    static void hour(WholeBody body) {
        if (body.isClaude()) {
            return;
        }
        for (ObjectNode block : marked(body)) {
            if (block.path(MARK) instanceof ObjectNode mark
                    && mark.path("ttl").asText().equals("1h")) {
                mark.remove("ttl");
                body.name(MARK + ".ttl");
            }
        }
    }

    static void most(WholeBody body) {
        List<ObjectNode> marked = marked(body);
        boolean none = !body.can(Capability.PROMPT_CACHING) || (body.isMessages() && !body.isClaude());
        int over = none ? marked.size() : Math.max(0, marked.size() - MOST);
        marked.subList(0, over).forEach(block -> block.remove(MARK));
        if (over > 0) {
            body.name(MARK);
        }
    }

    /** The marks in the order in which the prompt is read. */
    private static List<ObjectNode> marked(WholeBody body) {
        List<ObjectNode> marked = new ArrayList<>();
        body.tools().forEach(tool -> collect(tool, marked));
        body.at("system").forEach(block -> collect(block, marked));
        for (JsonNode message : body.turns()) {
            for (JsonNode block : message.path("content")) {
                block.path("content").forEach(inner -> collect(inner, marked));
                collect(block, marked);
            }
            collect(message, marked);
        }
        return marked;
    }

    private static void collect(JsonNode node, List<ObjectNode> into) {
        if (node instanceof ObjectNode object && object.has(MARK)) {
            into.add(object);
        }
    }
}
