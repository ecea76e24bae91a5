package dev.portcullis.gate.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.policy.ApiShape;
import java.nio.charset.StandardCharsets;

/** The gate's own errors in the form and the words of the API that was called, so that its SDK raises the right one. */
public final class ErrorBodies {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Anthropic's SDKs know by this code that they have to send the whole conversation. */
    private static final String NO_THREADS = "thread_unsupported_request";

    private ErrorBodies() {}

    /** The body of an answer that has not begun. */
    public static byte[] of(ApiShape shape, int status, String code, String message, String requestId) {
        return text(body(shape, status, code, message, requestId)).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The last event of a stream that has begun, with its empty line. Nothing may follow it: a {@code [DONE]} would say
     * that all is well.
     */
    public static String sseEvent(ApiShape shape, int status, String code, String message, String requestId) {
        return switch (shape) {
            case ANTHROPIC_MESSAGES, ANTHROPIC_COUNT_TOKENS ->
                "event: error\ndata: " + text(anthropic(status, code, message, requestId)) + "\n\n";
            case OPENAI_RESPONSES -> "event: response.failed\ndata: " + text(failed(code, message)) + "\n\n";
            default -> "data: " + text(openAi(status, code, message)) + "\n\n";
        };
    }

    /** Whether the shape is one of Anthropic's; all others are OpenAI's. */
    public static boolean isAnthropic(ApiShape shape) {
        return shape == ApiShape.ANTHROPIC_MESSAGES || shape == ApiShape.ANTHROPIC_COUNT_TOKENS;
    }

    private static ObjectNode body(ApiShape shape, int status, String code, String message, String requestId) {
        return switch (shape) {
            case ANTHROPIC_MESSAGES, ANTHROPIC_COUNT_TOKENS -> anthropic(status, code, message, requestId);
            default -> openAi(status, code, message);
        };
    }

    private static ObjectNode openAi(int status, String code, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("message", message)
                .put("type", openAiType(status))
                .putNull("param")
                .put("code", code);
        return body;
    }

    private static ObjectNode anthropic(int status, String code, String message, String requestId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "error");
        ObjectNode error =
                body.putObject("error").put("type", anthropicType(status)).put("message", message);
        if (code.equals(NO_THREADS)) {
            error.putObject("details")
                    .put("error_code", NO_THREADS)
                    .putArray("unsupported")
                    .add("thread");
        }
        return body.put("request_id", requestId);
    }

    /**
     * The event that the Responses API sends when a model fails: Codex and the SDKs know it, and read the error from
     * it.
     */
    private static ObjectNode failed(String code, String message) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("type", "response.failed")
                .put("sequence_number", 0);
        ObjectNode response = event.putObject("response")
                .put("id", "")
                .put("object", "response")
                .put("status", "failed");
        response.putArray("output");
        response.putObject("error").put("code", code).put("message", message);
        return event;
    }

    /**
     * 402 and 403 have OpenAI's word for what no repetition helps: by any other, the LiteLLM that is inside clients such as
     * aider calls them faults of the server, and the client repeats the call for a minute. The code tells them apart.
     */
    private static String openAiType(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 429 -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }

    private static String anthropicType(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 503, 529 -> "overloaded_error";
            case 504 -> "timeout_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }

    private static String text(ObjectNode body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an error body cannot be written", e);
        }
    }
}
