package dev.portcullis.local.bedrock;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A request as it arrived.
 *
 * @param path undecoded, so that it shows how the caller wrote the model's id
 * @param headers names in lower case
 */
public record BedrockRequest(String method, String path, Map<String, List<String>> headers, String body) {

    /** The first value; empty where there is none. */
    public String header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
