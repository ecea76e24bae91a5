package dev.portcullis.local.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Embeddings that mean nothing: unit vectors that depend on the text alone, so that the same text has the same vector.
 */
final class Vectors {
    private static final List<Integer> TITAN_DIMENSIONS = List.of(256, 512, 1_024);
    private static final List<Integer> COHERE_DIMENSIONS = List.of(256, 512, 1_024, 1_536);

    private Vectors() {}

    /** The texts of a body of either vendor, joined: what a directive is looked for in, and what is counted. */
    static List<String> texts(JsonNode body) {
        List<String> texts = new ArrayList<>();
        if (body.has("inputText")) {
            texts.add(body.path("inputText").asText());
        }
        body.path("texts").forEach(text -> texts.add(text.asText()));
        return texts;
    }

    static JsonNode titan(JsonNode body) {
        String text = body.path("inputText").asText();
        if (text.isEmpty()) {
            throw AwsError.validation("inputText: expected a text, got none");
        }
        double[] vector = vector(text, dimensions(body.path("dimensions"), TITAN_DIMENSIONS, 1_024));
        ObjectNode answer = Json.object();
        answer.set("embedding", floats(vector));
        ObjectNode byType = answer.putObject("embeddingsByType");
        for (String type : types(body.path("embeddingTypes"), List.of("float", "binary"))) {
            byType.set(type, type.equals("float") ? floats(vector) : bits(vector));
        }
        return answer.put("inputTextTokenCount", Words.count(text));
    }

    static JsonNode cohere(JsonNode body) {
        List<String> texts = texts(body);
        if (texts.isEmpty()) {
            throw AwsError.validation("texts: expected at least one text, got none");
        }
        if (!body.has("input_type")) {
            throw AwsError.validation("input_type: expected search_document or another kind of use, got none");
        }
        types(body.path("embedding_types"), List.of("float"));
        int dimensions = dimensions(body.path("output_dimension"), COHERE_DIMENSIONS, 1_536);
        ArrayNode vectors = Json.array();
        texts.forEach(text -> vectors.add(floats(vector(text, dimensions))));
        boolean byType = body.has("embedding_types");
        ObjectNode answer = Json.object()
                .put("id", "standin")
                .put("response_type", byType ? "embeddings_by_type" : "embeddings_floats");
        answer.set("embeddings", byType ? Json.object().set("float", vectors) : vectors);
        answer.set("texts", Json.node(texts));
        return answer;
    }

    private static int dimensions(JsonNode given, List<Integer> allowed, int otherwise) {
        int dimensions = given.asInt(otherwise);
        if (!allowed.contains(dimensions)) {
            throw AwsError.validation("dimensions: expected one of " + allowed + ", got " + given);
        }
        return dimensions;
    }

    private static List<String> types(JsonNode given, List<String> known) {
        if (!given.isMissingNode() && !given.isArray()) {
            throw AwsError.validation("Malformed request. Please check your parameter/values and try again.");
        }
        List<String> types = new ArrayList<>();
        given.forEach(type -> types.add(type.asText()));
        if (!known.containsAll(types)) {
            throw AwsError.validation("embedding types: the stand-in has " + known + ", got " + types);
        }
        return types.isEmpty() ? List.of("float") : types;
    }

    private static double[] vector(String text, int dimensions) {
        Random random = new Random(ByteBuffer.wrap(Fingerprint.bytes(text)).getLong());
        double[] vector = random.doubles(dimensions, -1, 1).toArray();
        double squares = 0;
        for (double value : vector) {
            squares += value * value;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= Math.sqrt(squares);
        }
        return vector;
    }

    private static ArrayNode floats(double[] vector) {
        ArrayNode node = Json.array();
        for (double value : vector) {
            node.add((float) value);
        }
        return node;
    }

    private static ArrayNode bits(double[] vector) {
        ArrayNode node = Json.array();
        for (double value : vector) {
            node.add(value > 0 ? 1 : 0);
        }
        return node;
    }
}
