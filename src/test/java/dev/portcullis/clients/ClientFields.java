package dev.portcullis.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.gate.shape.Bodies;
import dev.portcullis.gate.shape.Rebuilt;
import dev.portcullis.gate.shape.strict.Refused;
import dev.portcullis.policy.ApiShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The table of what becomes of each field and header of the recorded requests, made by the gate's own rebuilding. */
final class ClientFields {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> FREE = Set.of("input_schema", "parameters");

    private final Map<String, String> body = new TreeMap<>();
    private final Map<String, String> headers = new TreeMap<>();

    /** The fields in all recordings of one client. */
    static ClientFields of(String client) throws IOException, Refused {
        ClientFields fields = new ClientFields();
        try (Stream<Path> files = Files.list(RecordedRequest.FOLDER)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith(client + "-"))
                    .sorted()
                    .toList()) {
                fields.add(RecordedRequest.read(file));
            }
        }
        return fields;
    }

    String table() {
        StringBuilder table = new StringBuilder("| field or header | what becomes of it |\n|---|---|\n");
        body.forEach((field, fate) -> table.append("| `" + field + "` | " + fate + " |\n"));
        headers.forEach((header, fate) -> table.append("| header `" + header + "` | " + fate + " |\n"));
        return table.toString();
    }

    private void add(JsonNode request) throws IOException, Refused {
        ApiShape shape = request.path("target").asText().startsWith("/v1/messages")
                ? ApiShape.ANTHROPIC_MESSAGES
                : ApiShape.OPENAI_RESPONSES;
        Rebuilt rebuilt = Bodies.rebuild(
                shape,
                JSON.writeValueAsBytes(request.path("body")),
                request.path("headers").path("content-type").asText(),
                Shipped.catalogue(),
                "us");
        Set<String> kept = new TreeSet<>();
        collect("", "", JSON.readTree(rebuilt.bytes()), kept);
        Set<String> sent = new TreeSet<>();
        collect("", "", request.path("body"), sent);
        for (String field : sent) {
            String fate = fate(field, kept, rebuilt.dropped());
            body.merge(field, fate, (one, other) -> one.equals("goes on") ? one : other);
        }
        request.path("headers").fieldNames().forEachRemaining(header -> headers.put(header, fate(header)));
    }

    private static String fate(String field, Set<String> kept, List<String> dropped) {
        if (kept.contains(field)) {
            return "goes on";
        }
        boolean named = dropped.stream()
                .anyMatch(each -> field.equals(each) || field.startsWith(each + ".") || field.startsWith(each + "["));
        if (named) {
            return "left out, and named in `x-portcullis-dropped`";
        }
        if (dropped.stream().anyMatch(each -> each.startsWith(field + "."))) {
            return "left out with its fields, which are named in `x-portcullis-dropped`";
        }
        if (field.endsWith(".strict")) {
            return "left out where it is `false`, which asks for nothing; `true` goes on or is named";
        }
        return field.startsWith("tools[].") && dropped.stream().anyMatch(each -> each.matches("tools\\[[a-z0-9_]+]"))
                ? "left out with its tool, which is named in `x-portcullis-dropped`"
                : "not sent on as it is";
    }

    /** As the edge and the gate's {@code UpstreamHeaders} treat them. */
    private static String fate(String header) {
        return switch (header) {
            case "cf-access-client-id", "cf-access-client-secret" -> "checked by Cloudflare Access, and ends there";
            case "authorization", "x-api-key" -> "the virtual key: checked by the gate, and ends there";
            case "anthropic-version" -> "goes on";
            case "anthropic-beta" ->
                "goes on for betas that Bedrock has; the others are named in `x-portcullis-dropped`";
            case "content-type" -> "checked by the gate, and set anew";
            case "accept", "user-agent" -> "set anew";
            case "host", "connection", "content-length", "accept-encoding", "transfer-encoding" -> "of the connection";
            default -> "ends at the gate";
        };
    }

    private static void collect(String path, String name, JsonNode node, Set<String> fields) {
        if (!path.isEmpty() && !path.endsWith("[]")) {
            fields.add(path);
        }
        if (node.isObject() && !FREE.contains(name)) {
            node.properties()
                    .forEach(field -> collect(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                            field.getKey(),
                            field.getValue(),
                            fields));
        } else if (node.isArray()) {
            node.forEach(each -> collect(path + "[]", name, each, fields));
        }
    }
}
