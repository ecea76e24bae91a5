package dev.portcullis.gate.shape.usage;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.portcullis.policy.ApiShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Reads the usage out of one answer as it passes. Never fails: an answer that cannot be read has no usage. Not for use
 * by two threads at once.
 */
public final class UsageReader {
    /** The depth of an object in a list in a field of the answer. */
    private static final int IMAGE_DEPTH = 3;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ApiShape shape;
    private final ObjectNode seen = JSON.createObjectNode();
    private final JsonParser parser;
    private TokenBuffer report = new TokenBuffer(JSON, false);
    private String field = "";
    private int depth;
    private long images;
    private boolean unreadable;
    private Usage usage = Usage.NONE;
    private boolean complete;
    private boolean broken;

    private UsageReader(ApiShape shape) {
        this.shape = shape;
        try {
            this.parser = JSON.getFactory().createNonBlockingByteArrayParser();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static UsageReader of(ApiShape shape) {
        return new UsageReader(shape);
    }

    /** The next part of an answer that is not streamed. Only its usage is kept. */
    public void feed(byte[] json) {
        if (unreadable) {
            return;
        }
        try {
            ((ByteArrayFeeder) parser.getNonBlockingInputFeeder()).feedInput(json, 0, json.length);
            for (JsonToken token = parser.nextToken();
                    token != JsonToken.NOT_AVAILABLE && token != null;
                    token = parser.nextToken()) {
                token(token);
            }
        } catch (IOException e) {
            // Not JSON: the usage read before stands.
            unreadable = true;
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

    /**
     * Empty when the answer reported nothing, or only zeros, as some models' streams do until their end, or something
     * that cannot be: a negative count, or one that is no whole number.
     */
    public Optional<Usage> usage() {
        return broken || usage.equals(Usage.NONE) ? Optional.empty() : Optional.of(usage);
    }

    /**
     * Whether the last report of the answer was seen and has the counts that its API always has; until then
     * {@link #usage} may lack most of the output.
     */
    public boolean complete() {
        return complete && !broken && UsageNode.required(shape).stream().allMatch(name -> seen.has(name));
    }

    private void token(JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            depth++;
            images += depth == IMAGE_DEPTH && field.equals("data") ? 1 : 0;
        }
        if (depth > 1 && field.equals("usage")) {
            report.copyCurrentEvent(parser);
        }
        if (token == JsonToken.FIELD_NAME && depth == 1) {
            field = parser.currentName();
            complete |= field.equals("input_tokens") && shape == ApiShape.ANTHROPIC_COUNT_TOKENS;
        }
        if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
            depth--;
            if (depth == 1) {
                ended();
            }
        }
    }

    /** One field of the answer that is an object or a list has been read. */
    private void ended() throws IOException {
        if (field.equals("usage")) {
            note(JSON.readTree(report.asParser()), true);
            report = new TokenBuffer(JSON, false);
        } else if (field.equals("data") && isPictures()) {
            usage = new Usage(0, 0, 0, 0, 0, images);
            complete = true;
        }
        field = "";
    }

    private boolean isPictures() {
        return shape == ApiShape.OPENAI_IMAGES_GENERATIONS || shape == ApiShape.OPENAI_IMAGES_EDITS;
    }

    private void note(JsonNode reported, boolean last) {
        if (!reported.isObject()) {
            return;
        }
        broken |= !UsageNode.isSane(reported);
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
