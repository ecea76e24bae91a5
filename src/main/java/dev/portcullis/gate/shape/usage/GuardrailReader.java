package dev.portcullis.gate.shape.usage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Reads the report of the guardrail out of one answer as it passes. Never fails: an answer that cannot be read reports
 * nothing. Not for use by two threads at once.
 */
public final class GuardrailReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** No answer that a model can write is longer. */
    private static final int LONGEST = 4 * 1024 * 1024;

    private static final Pattern SAYS_SOMETHING = Pattern.compile("guardrail|content_filter|refusal");

    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private GuardrailReport seen = GuardrailReport.NONE;

    /** The next part of an answer that is not streamed. */
    public void feed(byte[] json) {
        if (whole.size() + json.length <= LONGEST) {
            whole.writeBytes(json);
        }
    }

    /** One event of a stream: what follows {@code data:}. */
    public void data(String data) {
        if (!SAYS_SOMETHING.matcher(data).find()) {
            return;
        }
        try {
            seen = seen.and(GuardrailReport.of(JSON.readTree(data)));
        } catch (JsonProcessingException e) {
            // Not JSON: it reports nothing.
        }
    }

    /** The report as far as it is known. */
    public GuardrailReport report() {
        if (whole.size() == 0) {
            return seen;
        }
        try {
            return GuardrailReport.of(JSON.readTree(whole.toByteArray()));
        } catch (IOException e) {
            return seen;
        }
    }
}
