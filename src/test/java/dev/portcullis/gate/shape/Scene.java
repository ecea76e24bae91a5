package dev.portcullis.gate.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.Model;
import dev.portcullis.catalogue.ModelKind;
import dev.portcullis.policy.ApiShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A body of one API without a model, whose values are signs that are found again wherever they arrive.
 *
 * @param name for people
 */
record Scene(ApiShape api, String name, ObjectNode body) {
    static final Map<ApiShape, String> FILES = Map.of(
            ApiShape.OPENAI_CHAT, "chat",
            ApiShape.OPENAI_RESPONSES, "responses",
            ApiShape.ANTHROPIC_MESSAGES, "messages",
            ApiShape.OPENAI_EMBEDDINGS, "embeddings",
            ApiShape.OPENAI_IMAGES_GENERATIONS, "images");

    /** Bedrock takes no more in one request. */
    private static final int MARKS = 4;

    /** All of an API; one with more marks than Bedrock takes becomes several. */
    static List<Scene> of(ApiShape api) throws IOException {
        JsonNode all = Rebuilding.JSON.readTree(Files.readString(
                Path.of("src/test/resources/dev/portcullis/gate/shape/scenes", FILES.get(api) + ".json")));
        List<Scene> scenes = new ArrayList<>();
        all.properties().forEach(each -> {
            int marks = marked(each.getValue()).size();
            for (int from = 0; from == 0 || from < marks; from += MARKS) {
                ObjectNode body = each.getValue().deepCopy();
                List<ObjectNode> blocks = marked(body);
                for (int i = 0; i < marks; i++) {
                    if (i < from || i >= from + MARKS) {
                        blocks.get(i).remove("cache_control");
                    }
                }
                scenes.add(new Scene(api, each.getKey(), body));
            }
        });
        return scenes;
    }

    private static List<ObjectNode> marked(JsonNode node) {
        List<ObjectNode> blocks = new ArrayList<>();
        node.forEach(child -> blocks.addAll(marked(child)));
        if (node instanceof ObjectNode object && object.has("cache_control")) {
            blocks.add(object);
        }
        return blocks;
    }

    /** Whether the model answers on this API at all. */
    boolean concerns(Model model) {
        return switch (api) {
            case OPENAI_EMBEDDINGS -> model.kind() == ModelKind.EMBEDDING;
            case OPENAI_IMAGES_GENERATIONS -> model.kind() == ModelKind.IMAGE && !model.can(Capability.IMAGE_EDITS);
            default -> model.kind() == ModelKind.CHAT;
        };
    }

    /** The body for a model; the number makes its question one of its own. */
    byte[] json(Model model, int number) {
        ObjectNode fresh = body.deepCopy();
        fresh.put("model", model.name());
        return fresh.toString()
                .replaceAll("z-(user|text|prompt)-1\\b", "z-$1-" + number)
                .replaceAll("z-text-2\\b", "z-text-" + number)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** By which its request is found again. */
    static String question(byte[] json, int number) {
        return new String(json, StandardCharsets.UTF_8)
                .replaceAll("(?s).*?\"(z-(?:user|text|prompt)-" + number + ").*", "$1");
    }
}
