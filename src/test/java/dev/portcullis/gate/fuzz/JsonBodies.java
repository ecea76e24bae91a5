package dev.portcullis.gate.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.shape.TableBodies;
import dev.portcullis.policy.ApiShape;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Bodies of each API, made along its table and then damaged a little. */
final class JsonBodies {
    private static final List<ApiShape> SHAPES = List.of(
            ApiShape.OPENAI_CHAT,
            ApiShape.OPENAI_RESPONSES,
            ApiShape.ANTHROPIC_MESSAGES,
            ApiShape.ANTHROPIC_COUNT_TOKENS,
            ApiShape.OPENAI_EMBEDDINGS,
            ApiShape.OPENAI_IMAGES_GENERATIONS);
    private static final List<String> STRANGE_TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "\uD83D\uDE00",
            "\uFFFF",
            "data:image/png;base64,",
            "a".repeat(5_000),
            "{",
            "漢字",
            "-0",
            "\r\n");

    private JsonBodies() {}

    /** Names of models to ask for; each kind of endpoint has its own. */
    record Names(List<String> chat, List<String> embedding, List<String> image) {
        /** The models of the tests' small catalogue. */
        static final Names SMALL =
                new Names(List.of("sage", "scribe", "sage-latest"), List.of("vector", "glossary"), List.of("brush"));
    }

    static FuzzInput make(Random random) {
        return make(random, Names.SMALL);
    }

    static FuzzInput make(Random random, Names models) {
        ApiShape shape = SHAPES.get(random.nextInt(SHAPES.size()));
        ObjectNode body = TableBodies.make(shape, random);
        body.put("model", model(shape, random, models));
        if (random.nextInt(3) > 0) {
            body.remove("stream");
        }
        for (JsonNode node : objects(body)) {
            fill((ObjectNode) node, random);
        }
        String kind = shape.word();
        int damages = Math.max(0, random.nextInt(6) - 2);
        for (int i = 0; i < damages; i++) {
            damage(body, random);
        }
        byte[] json = body.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(12) == 0) {
            json = Damage.of(json, random);
        }
        return Posts.json(kind, path(shape), json);
    }

    private static String path(ApiShape shape) {
        return switch (shape) {
            case OPENAI_CHAT -> "/v1/chat/completions";
            case OPENAI_RESPONSES -> "/v1/responses";
            case ANTHROPIC_MESSAGES -> "/v1/messages";
            case ANTHROPIC_COUNT_TOKENS -> "/v1/messages/count_tokens";
            case OPENAI_EMBEDDINGS -> "/v1/embeddings";
            default -> "/v1/images/generations";
        };
    }

    private static String model(ApiShape shape, Random random, Names models) {
        List<String> names = switch (shape) {
            case OPENAI_EMBEDDINGS -> models.embedding();
            case OPENAI_IMAGES_GENERATIONS -> models.image();
            default -> models.chat();
        };
        return random.nextInt(50) == 0 ? "old-sage" : names.get(random.nextInt(names.size()));
    }

    /** Pictures and schemas where the table has room for them. */
    private static void fill(ObjectNode object, Random random) {
        if (object.path("url").asText("").startsWith("data:")) {
            object.put("url", "data:image/png;base64," + PictureHeads.base64(random));
        }
        if (object.path("image_url").asText("").startsWith("data:")) {
            object.put("image_url", "data:image/webp;base64," + PictureHeads.base64(random));
        }
        if (object.path("type").asText("").equals("base64") && object.has("data")) {
            object.put("data", PictureHeads.base64(random));
        }
        for (String place : List.of("parameters", "input_schema", "schema")) {
            if (object.path(place).isObject()) {
                object.set(place, SchemaDocuments.make(random));
            }
        }
    }

    private static void damage(ObjectNode body, Random random) {
        List<JsonNode> all = objects(body);
        ObjectNode object = (ObjectNode) all.get(random.nextInt(all.size()));
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(4)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name.toUpperCase(Locale.ROOT), object.get(name));
            default -> object.set(name, strange(random));
        }
    }

    private static JsonNode strange(Random random) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(10)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.numberNode(random.nextLong());
            case 2 -> nodes.numberNode(new BigDecimal("1e" + random.nextInt(400)));
            case 3 -> nodes.numberNode(-random.nextDouble());
            case 4 -> nodes.booleanNode(random.nextBoolean());
            case 5 -> nodes.objectNode();
            case 6 -> deep(random.nextInt(300));
            case 7 -> many(random.nextInt(3_000));
            default -> nodes.textNode(STRANGE_TEXTS.get(random.nextInt(STRANGE_TEXTS.size())));
        };
    }

    private static ContainerNode<?> deep(int levels) {
        ContainerNode<?> inner = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < levels; i++) {
            inner = i % 2 == 0
                    ? JsonNodeFactory.instance.arrayNode().add(inner)
                    : JsonNodeFactory.instance.objectNode().set("a", inner);
        }
        return inner;
    }

    private static ArrayNode many(int count) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < count; i++) {
            array.add(i % 3 == 0 ? "x" : "");
        }
        return array;
    }

    private static List<JsonNode> objects(JsonNode node) {
        List<JsonNode> objects = new ArrayList<>();
        if (node.isObject()) {
            objects.add(node);
        }
        node.forEach(child -> objects.addAll(objects(child)));
        return objects;
    }
}
