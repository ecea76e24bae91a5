package dev.portcullis.gate.shape;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.policy.ApiShape;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads the usage out of one answer as it passes. Never fails: an answer that cannot be read has no usage. Not for use
 * by two threads at once.
 */
public final class UsageReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ApiShape shape;
    private final ObjectNode seen = JSON.createObjectNode();
    private Usage usage = Usage.NONE;
    private boolean complete;

    private UsageReader(ApiShape shape) {
        this.shape = shape;
    }

    public static UsageReader of(ApiShape shape) {
        return new UsageReader(shape);
    }

    /** The whole body of an answer that is not streamed. Large parts are skipped and not kept. */
    public void answer(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                field(name, parser);
            }
        } catch (IOException e) {
            // Cut off or not JSON; what was read before that stands.
            return;
        }
    }

    /** One event of a stream: what follows {@code data:}, which may be {@code [DONE]}. */
    public void data(String data) {
        if (!data.contains("\"usage\"")) {
            return;
        }
        JsonNode event;
        try {
            event = JSON.readTree(data);
        } catch (JsonProcessingException e) {
            return;
        }
        switch (event.path("type").asText()) {
            case "message_start" -> note(event.path("message").path("usage"), false);
            case "message_delta" -> note(event.path("usage"), true);
            case "response.completed", "response.incomplete", "response.failed" ->
                note(event.path("response").path("usage"), true);
            case "" -> note(event.path("usage"), true);
            default -> {}
        }
    }

    /** Empty when the answer reported nothing, or only zeros, as some models' streams do until their end. */
    public Optional<Usage> usage() {
        return usage.equals(Usage.NONE) ? Optional.empty() : Optional.of(usage);
    }

    /** Whether the last report of the answer was seen; until then {@link #usage} may lack most of the output. */
    public boolean complete() {
        return complete;
    }

    private void field(String name, JsonParser parser) throws IOException {
        if (name.equals("usage")) {
            note(JSON.readTree(parser), true);
        } else if (name.equals("data") && makesImages()) {
            images(parser);
        } else if (name.equals("input_tokens") && shape == ApiShape.ANTHROPIC_COUNT_TOKENS) {
            // Counting is free.
            complete = true;
        } else {
            parser.skipChildren();
        }
    }

    private boolean makesImages() {
        return shape == ApiShape.OPENAI_IMAGES_GENERATIONS || shape == ApiShape.OPENAI_IMAGES_EDITS;
    }

    private void images(JsonParser parser) throws IOException {
        long images = 0;
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            images++;
            parser.skipChildren();
        }
        usage = new Usage(0, 0, 0, 0, 0, images);
        complete = true;
    }

    private void note(JsonNode reported, boolean last) {
        if (!reported.isObject()) {
            return;
        }
        merge(reported);
        usage = switch (shape) {
            case ANTHROPIC_MESSAGES -> UsageNode.anthropic(seen);
            // Pictures are priced each, whatever tokens are reported beside them.
            case OPENAI_IMAGES_GENERATIONS, OPENAI_IMAGES_EDITS, ANTHROPIC_COUNT_TOKENS -> usage;
            default -> UsageNode.openAi(seen);
        };
        complete |= last;
    }

    /** Counts of a stream only grow; a later report may lack the details that an earlier one had. */
    private void merge(JsonNode reported) {
        for (var field : reported.properties()) {
            boolean smaller =
                    field.getValue().asLong() < seen.path(field.getKey()).asLong();
            if (!field.getValue().isNull() && !smaller) {
                seen.set(field.getKey(), field.getValue());
            }
        }
    }
}
