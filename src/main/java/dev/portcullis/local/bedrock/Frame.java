package dev.portcullis.local.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** One message of {@code application/vnd.amazon.eventstream}, with its lengths and checksums. */
final class Frame {
    static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

    private Frame() {}

    static byte[] event(String type, JsonNode payload) {
        return encode(":event-type", type, "event", payload);
    }

    /** The end of a stream that has begun with a 200 and fails later. */
    static byte[] exception(String type, String message) {
        ObjectNode payload = Json.object().put("message", message);
        return encode(":exception-type", type, "exception", payload);
    }

    private static byte[] encode(String typeHeader, String type, String messageType, JsonNode payload) {
        Map<String, HeaderValue> headers = new LinkedHashMap<>();
        headers.put(typeHeader, HeaderValue.fromString(type));
        headers.put(":content-type", HeaderValue.fromString("application/json"));
        headers.put(":message-type", HeaderValue.fromString(messageType));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Message(headers, Json.bytes(payload)).encode(out);
        return out.toByteArray();
    }
}
