package dev.portcullis.local.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer over HTTP, with the pauses in it.
 *
 * @param streamed whether each piece is sent as soon as it is its turn; else there is one piece, of known length
 */
record ServiceAnswer(int status, Map<String, String> headers, boolean streamed, List<Step> steps) {
    private static final String INPUT_TOKENS = "x-amzn-bedrock-input-token-count";
    private static final String OUTPUT_TOKENS = "x-amzn-bedrock-output-token-count";

    sealed interface Step {}

    record Bytes(ByteBuffer data) implements Step {}

    private static Bytes bytes(byte[] data) {
        return new Bytes(ByteBuffer.wrap(data).asReadOnlyBuffer());
    }

    record Pause(Duration duration) implements Step {}

    static ServiceAnswer json(JsonNode body) {
        return new ServiceAnswer(
                200, Map.of("content-type", "application/json"), false, List.of(bytes(Json.bytes(body))));
    }

    static ServiceAnswer frames(List<byte[]> frames) {
        List<Step> steps = new ArrayList<>();
        frames.forEach(frame -> steps.add(bytes(frame)));
        return new ServiceAnswer(200, Map.of("content-type", Frame.CONTENT_TYPE), true, steps);
    }

    static ServiceAnswer error(AwsError error) {
        byte[] body = Json.bytes(Json.object().put("message", error.message()));
        return new ServiceAnswer(
                error.status(),
                Map.of("content-type", "application/json", "x-amzn-errortype", error.type()),
                false,
                List.of(bytes(body)));
    }

    /** The counts as InvokeModel reports them in headers, since its bodies need not have them. */
    ServiceAnswer withTokens(int input, int output) {
        return withHeader(INPUT_TOKENS, String.valueOf(input)).withHeader(OUTPUT_TOKENS, String.valueOf(output));
    }

    ServiceAnswer withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ServiceAnswer(status, more, streamed, steps);
    }

    /** Answers as the prompt asks: late, silent half way, or broken off half way. */
    ServiceAnswer obeying(List<Directive> directives) {
        List<Step> obeyed = new ArrayList<>(steps);
        int middle = streamed ? steps.size() / 2 : 0;
        for (Directive directive : directives) {
            if (directive instanceof Directive.FailMidStream && streamed) {
                obeyed.subList(middle, obeyed.size()).clear();
                obeyed.add(bytes(Frame.exception(
                        "internalServerException", AwsError.internal().message())));
            }
        }
        for (Directive directive : directives) {
            if (directive instanceof Directive.Silent silent) {
                obeyed.add(middle, new Pause(silent.time()));
            }
        }
        for (Directive directive : directives) {
            if (directive instanceof Directive.Slow slow) {
                obeyed.add(0, new Pause(slow.time()));
            }
        }
        return new ServiceAnswer(status, headers, streamed, obeyed);
    }
}
