package dev.portcullis.gate.shape.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.catalogue.Capability;
import java.util.Map;

/** Pictures, documents and empty texts within messages. */
final class ContentSteps {
    /** The needed capability by the type of a part, in all APIs. */
    private static final Map<String, Capability> MEDIA = Map.of(
            "image", Capability.IMAGES,
            "image_url", Capability.IMAGES,
            "input_image", Capability.IMAGES,
            "document", Capability.DOCUMENTS,
            "file", Capability.DOCUMENTS,
            "input_file", Capability.DOCUMENTS);

    private ContentSteps() {}

    static void media(WholeBody body) throws Unfit {
        int newest = NewestTurn.start(body.turns());
        for (int i = 0; i < body.turns().size(); i++) {
            JsonNode turn = body.turns().get(i);
            String at = (body.isResponses() ? "input[" : "messages[") + i + "]";
            parts(body, turn.path("content"), i >= newest, at + ".content");
            parts(body, turn.path("output"), i >= newest, at + ".output");
        }
    }

    private static void parts(WholeBody body, JsonNode content, boolean isNew, String at) throws Unfit {
        if (!(content instanceof ArrayNode parts)) {
            return;
        }
        for (int i = 0; i < parts.size(); i++) {
            JsonNode part = parts.get(i);
            String type = part.path("type").asText();
            Capability needed = MEDIA.get(type);
            if (needed != null && !body.can(needed)) {
                if (isNew) {
                    throw Unfit.model(at + "[" + i + "]: " + body.modelName() + " takes no " + word(needed)
                            + "s. Leave it out, or ask another model");
                }
                parts.set(i, instead(type, needed));
                body.name((body.isResponses() ? "input" : "messages") + "[].content[" + type + "]");
            }
            parts(body, part.path("content"), isNew, at + "[" + i + "].content");
        }
    }

    private static ObjectNode instead(String type, Capability needed) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", type.startsWith("input_") ? "input_text" : "text")
                .put("text", "[" + word(needed) + " left out: this model takes none]");
    }

    private static String word(Capability needed) {
        return needed == Capability.IMAGES ? "picture" : "document";
    }

    /** Removes empty texts: Bedrock refuses a whole conversation for one of them. */
    static void emptyTexts(WholeBody body) {
        body.turns().forEach(turn -> emptyTexts(turn.path("content")));
        emptyTexts(body.at("system"));
    }

    private static void emptyTexts(JsonNode content) {
        if (content instanceof ArrayNode parts) {
            for (int i = parts.size() - 1; i >= 0 && parts.size() > 1; i--) {
                String type = parts.get(i).path("type").asText();
                boolean text = type.equals("text") || type.equals("input_text") || type.equals("output_text");
                if (text && parts.get(i).path("text").asText().isBlank()) {
                    parts.remove(i);
                }
            }
            parts.forEach(part -> emptyTexts(part.path("content")));
        }
    }
}
