package dev.portcullis.gate.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * Writes the numbers of embeddings as base64 of little-endian 32-bit floats while they arrive: an answer of two thousand
 * texts is tens of megabytes of digits, and only one vector of it is in memory at a time.
 */
public final class EmbeddingEncoder {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String FIELD = "embedding";
    private static final int MOST_NUMBERS = 100_000;

    private final JsonParser parser;
    private final ByteArrayFeeder feeder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final JsonGenerator writer;
    private final ByteArrayOutputStream vector = new ByteArrayOutputStream();
    private boolean inVector;

    public EmbeddingEncoder() {
        try {
            parser = JSON.createNonBlockingByteArrayParser();
            feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
            writer = JSON.createGenerator(out);
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory", e);
        }
    }

    /**
     * The next bytes of the caller's answer.
     *
     * @throws IOException when the answer is no JSON, or has a vector that no model makes
     */
    public byte[] feed(byte[] chunk) throws IOException {
        if (chunk.length > 0) {
            feeder.feedInput(chunk, 0, chunk.length);
            drain();
        }
        return taken();
    }

    /** The last bytes. */
    public byte[] end() throws IOException {
        feeder.endOfInput();
        drain();
        return taken();
    }

    private void drain() throws IOException {
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.NOT_AVAILABLE;
                token = parser.nextToken()) {
            if (inVector) {
                number(token);
            } else if (token == JsonToken.START_ARRAY && FIELD.equals(parser.currentName())) {
                inVector = true;
                vector.reset();
            } else {
                writer.copyCurrentEvent(parser);
            }
        }
        writer.flush();
    }

    private void number(JsonToken token) throws IOException {
        if (token == JsonToken.END_ARRAY) {
            inVector = false;
            writer.writeString(Base64.getEncoder().encodeToString(vector.toByteArray()));
        } else if (token.isNumeric() && vector.size() < MOST_NUMBERS * Float.BYTES) {
            ByteBuffer four = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            vector.writeBytes(four.putFloat(parser.getFloatValue()).array());
        } else {
            throw new IOException("an embedding that is no list of numbers");
        }
    }

    private byte[] taken() {
        byte[] bytes = out.toByteArray();
        out.reset();
        return bytes;
    }
}
