package dev.portcullis.gate.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.gate.answer.ModelAccess;
import dev.portcullis.gate.answer.ServiceRefusal;
import dev.portcullis.gate.exchange.Ask;
import dev.portcullis.gate.exchange.Denied;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;

/**
 * An error of LiteLLM's in the gate's words. A fault of the request is passed on; a fault behind the gate is for the
 * operator, and is in LiteLLM's log.
 */
final class UpstreamError {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private UpstreamError() {}

    static Denied unreachable() {
        return new Denied(
                        503,
                        "upstream_unavailable",
                        "The gateway cannot reach its model service. Try again in a moment")
                .retryAfter(Duration.ofSeconds(5));
    }

    /** Whether the same request may be answered a moment later. */
    static boolean isPassing(int status) {
        return status == 429 || status == 503;
    }

    /** Whether somebody stopped waiting, which does not stop a model. */
    static boolean isTimeout(int status) {
        return status == 408 || status == 504;
    }

    /** Whether the request or the right to make it was found wrong. */
    static boolean isRefusal(int status) {
        return status == 400 || status == 401 || status == 403 || status == 404;
    }

    /** @param ask the refused request */
    static Denied of(int status, Buffer body, Ask ask) {
        return of(status, message(body), ask);
    }

    /** @param text the text of the error, empty when there is none */
    static Denied of(int status, String text, Ask ask) {
        return ModelAccess.in(text).map(UpstreamError::lacking).orElseGet(() -> byStatus(status, text, ask));
    }

    /** 403, because no client should ask again, whatever status LiteLLM makes of it. */
    private static Denied lacking(ModelAccess lack) {
        return new Denied(403, lack.code(), lack.message());
    }

    private static Denied byStatus(int status, String text, Ask ask) {
        return switch (status) {
            case 400, 404, 413, 422 -> refused(status, text, ask);
            case 401, 403 ->
                new Denied(
                        502,
                        "upstream_denied",
                        "The gateway's own access to this model was refused. Tell its operator");
            case 408, 504 ->
                new Denied(
                        504,
                        "upstream_timeout",
                        "The model took too long. Stream the answer, or ask for a shorter one");
            case 429 ->
                new Denied(429, "upstream_throttled", "Bedrock is throttling this model. Try again later")
                        .retryAfter(Duration.ofSeconds(10));
            case 503 ->
                new Denied(
                                503,
                                "upstream_overloaded",
                                "Bedrock answered 503: this model has no capacity at the moment. Try again")
                        .retryAfter(Duration.ofSeconds(5));
            default -> new Denied(502, "upstream_failed", "The model service failed with status " + status);
        };
    }

    /** An error within a stream, whose 200 is gone already. */
    static Denied within(String text, Ask ask) {
        Denied refused = refused(400, text, ask);
        return refused.code().equals(ServiceRefusal.FULL)
                ? refused
                : new Denied(502, "upstream_broke_off", "The model service broke the answer off. Try again");
    }

    private static Denied refused(int status, String text, Ask ask) {
        ServiceRefusal refusal = ServiceRefusal.of(
                ask.route().shape(),
                text,
                ask.size().textTokens(),
                ask.model().model().contextTokens());
        // A full context is a mistake of the caller's in every vendor's API, whatever LiteLLM makes of it.
        return new Denied(refusal.code().equals(ServiceRefusal.FULL) ? 400 : status, refusal.code(), refusal.message());
    }

    /** Both vendors' shapes have it in the same place. */
    private static String message(Buffer body) {
        try {
            JsonNode message = JSON.readTree(body.getBytes()).path("error").path("message");
            String text = message.isTextual() ? message.textValue() : "";
            return text;
        } catch (IOException e) {
            return "";
        }
    }
}
