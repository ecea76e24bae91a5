package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.docs.GeneratedBlock;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers that agents were recorded with, and what {@code docs/clients.md} says becomes of each. */
final class RecordedHeadersTest {
    private static final Path DOCS = Path.of("docs/clients.md");
    /** They end at the edge, or belong to the connection: the request of this test has its own. */
    private static final Set<String> NOT_SENT = Set.of("connection", "content-length", "content-type", "host");

    private static final String CLAUDE_CODE =
            "{\"model\":\"sage\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String CODEX = "{\"model\":\"sage\",\"max_output_tokens\":16,\"input\":\"hi\"}";

    @ParameterizedTest
    @ValueSource(strings = {"claude-code", "codex"})
    void each_recorded_header_reaches_litellm_only_if_the_documentation_says_so(String agent) throws Exception {
        JsonNode recorded = JsonMapper.builder()
                .build()
                .readTree(Path.of("src/test/resources/clients/" + agent + "-tool.json")
                        .toFile())
                .path("headers");
        String told = new GeneratedBlock(DOCS, agent).read();
        try (TestGate gate = TestGate.start()) {
            boolean claude = agent.equals("claude-code");
            HttpRequest.Builder request = gate.request(claude ? "/v1/messages" : "/v1/responses")
                    .POST(HttpRequest.BodyPublishers.ofString(claude ? CLAUDE_CODE : CODEX));
            recorded.properties().stream()
                    .filter(header -> !NOT_SENT.contains(header.getKey()))
                    .forEach(header ->
                            request.setHeader(header.getKey(), header.getValue().textValue()));
            assertThat(gate.send(request.build()).statusCode()).isEqualTo(200);
            Map<String, String> arrived = new TreeMap<>();
            gate.liteLlm.next().headers().forEach(header -> arrived.put(header.getKey(), header.getValue()));

            recorded.fieldNames()
                    .forEachRemaining(header -> assertThat(told)
                            .contains("| header `" + header + "` | " + fate(header, recorded, arrived)));
        }
    }

    /** The words with which its row goes on. */
    private static String fate(String header, JsonNode recorded, Map<String, String> arrived) {
        String sent = recorded.path(header).textValue();
        return switch (header) {
            case "connection", "content-length", "host", "accept-encoding" -> "of the connection |";
            case "content-type" -> "checked by the gate, and set anew |";
            case "cf-access-client-id", "cf-access-client-secret" -> {
                assertThat(arrived).doesNotContainKey(header);
                yield "checked by Cloudflare Access, and ends there |";
            }
            case "authorization" -> {
                assertThat(arrived).containsEntry(header, "Bearer " + TestGate.KEY);
                yield "the virtual key: checked by the gate, and ends there |";
            }
            case "anthropic-beta" -> {
                // Bedrock has none of those that are recorded as a header; they follow from the body's fields.
                assertThat(arrived).doesNotContainKey(header);
                yield "goes on for betas that Bedrock has; ";
            }
            case "accept", "user-agent" -> "set anew |";
            default -> sent.equals(arrived.get(header)) ? "goes on |" : "ends at the gate |";
        };
    }
}
