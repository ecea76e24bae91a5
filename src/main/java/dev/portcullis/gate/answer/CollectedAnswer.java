package dev.portcullis.gate.answer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** An answer that can only be changed as a whole. */
final class CollectedAnswer implements AnswerWriter {
    /** Far above what a model writes at once. */
    private static final int LONGEST = 16 * 1024 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final UnaryOperator<String> change;

    CollectedAnswer(UnaryOperator<String> change) {
        this.change = change;
    }

    @Override
    public byte[] feed(byte[] chunk) throws IOException {
        if (bytes.size() + chunk.length > LONGEST) {
            throw new IOException("an answer longer than any");
        }
        bytes.writeBytes(chunk);
        return new byte[0];
    }

    @Override
    public byte[] end() {
        return change.apply(bytes.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }
}
