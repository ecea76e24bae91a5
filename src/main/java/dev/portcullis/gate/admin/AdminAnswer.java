package dev.portcullis.gate.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.ledger.page.Cursor;
import dev.portcullis.gate.ledger.page.Page;
import dev.portcullis.gate.telemetry.GateMetrics;
import dev.portcullis.input.Problem;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Function;

/** The status and the body of an answer. */
record AdminAnswer(int status, JsonNode body) {
    private static final String JSON_TYPE = "application/json";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** More of them help nobody, and a body can hold thousands. */
    private static final int MOST_PROBLEMS = 50;

    static AdminAnswer ok(JsonNode body) {
        return new AdminAnswer(200, body);
    }

    static <T> AdminAnswer page(Page<T> page, Function<T, JsonNode> item) {
        return ok(list(page, item));
    }

    static <T> ObjectNode list(Page<T> page, Function<T, JsonNode> item) {
        ObjectNode body = object();
        ArrayNode items = body.putArray("items");
        page.items().forEach(each -> items.add(item.apply(each)));
        return body.put("next", page.next().map(Cursor::text).orElse(null));
    }

    static AdminAnswer failure(int status, String code, String message) {
        ObjectNode body = object();
        body.putObject("error").put("code", code).put("message", message);
        return new AdminAnswer(status, body);
    }

    static AdminAnswer bad(String message, List<Problem> problems) {
        AdminAnswer answer = failure(400, "invalid_request", message);
        ArrayNode list = ((ObjectNode) answer.body().get("error")).putArray("problems");
        problems.stream()
                .limit(MOST_PROBLEMS)
                .forEach(problem -> list.addObject()
                        .put("where", problem.where())
                        .put("expected", problem.expected())
                        .put("given", problem.given())
                        .put("remedy", problem.remedy()));
        return answer;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Metrics are the one answer that is text. */
    String contentType() {
        return body.isTextual() ? GateMetrics.CONTENT_TYPE : JSON_TYPE;
    }

    Buffer content() {
        return body.isTextual()
                ? Buffer.buffer(body.textValue())
                : Buffer.buffer(bytes(body)).appendByte((byte) '\n');
    }

    static byte[] bytes(JsonNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree in memory", e);
        }
    }
}
