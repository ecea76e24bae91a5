package dev.portcullis.gate.shape.usage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Counts the bytes that a model has written in a stream so far: for one that ends before it reports its usage. No
 * tokenizer makes more tokens of a text than it has bytes. Not for use by two threads at once.
 */
public final class OutputMeter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String DELTA = "delta";
    /** The text that the API writes around a model's words. */
    private static final Set<String> FRAME = Set.of("role", "type", "id", "stop_reason");

    private long bytes;

    /** One event of a stream: what follows {@code data:}. */
    public void data(String data) {
        if (!data.contains("\"delta\"")) {
            return;
        }
        try (JsonParser parser = JSON.createParser(data)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals(DELTA)) {
                    parser.nextToken();
                    count(parser);
                }
            }
        } catch (IOException e) {
            // Cut off or not JSON: whatever it is, the model may have written it.
            bytes += data.length();
        }
    }

    /** Everything in a delta: text, thoughts, arguments of tools. */
    private void count(JsonParser parser) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_STRING && !FRAME.contains(String.valueOf(parser.currentName()))) {
                bytes += parser.getText().getBytes(StandardCharsets.UTF_8).length;
            }
        } while (depth > 0 && parser.nextToken() != null);
    }

    /** Zero also while a model thinks and shows nothing of it. */
    public long bytes() {
        return bytes;
    }
}
