package dev.portcullis.local.boot.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.local.boot.guest.BootFailure;
import dev.portcullis.release.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The program's own declaration of a host, as JSON with placeholders for values that only a cloud knows. The starter of
 * a boot test runs the program; this room does not know how.
 *
 * @param name the name of the parameter {@code desired}
 * @param desired that parameter's document
 * @param ingress the tunnel's rules, a list
 */
public record Rendered(String name, String desired, String ingress) {
    private static final String LOOPBACK = "http://127.0.0.1:";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public ObjectNode document() {
        return (ObjectNode) json(desired);
    }

    /** The rules, but for the gate's port, which is another one in each run, and the application's audience. */
    public ArrayNode ingress(Ports ports, String audience) {
        ArrayNode rules = (ArrayNode) json(ingress);
        int toGate = 0;
        for (JsonNode rule : rules) {
            if (rule.path("service").asText().equals(LOOPBACK + Ports.HOST.callers())) {
                ((ObjectNode) rule).put("service", LOOPBACK + ports.callers());
                toGate++;
            }
            if (rule.at("/originRequest/access") instanceof ObjectNode access) {
                access.putArray("audTags").add(audience);
            }
        }
        if (toGate != 1) {
            throw new BootFailure(
                    "the tunnel's ingress",
                    "one rule to " + LOOPBACK + Ports.HOST.callers(),
                    rules.toString(),
                    "As it is, nobody would reach the gate");
        }
        return rules;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
