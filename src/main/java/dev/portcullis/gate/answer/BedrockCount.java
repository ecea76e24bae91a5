package dev.portcullis.gate.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A count of tokens as Bedrock made it. Where Bedrock refuses to count, LiteLLM 1.108.7 says zero or counts by a
 * tokenizer of its own, which is often too low; it names its source beside the count.
 */
public final class BedrockCount {
    /** The second is how this gateway's configuration has LiteLLM ask Bedrock, by the model's own foundation id. */
    private static final Set<String> SOURCES = Set.of("provider", "token_count_model");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BedrockCount() {}

    /** Empty for what Bedrock did not count. */
    public static OptionalLong of(byte[] answer) {
        try {
            JsonNode count = JSON.readTree(answer);
            String source = count.path("litellm_count_source").asText("provider");
            long tokens = count.path("input_tokens").asLong();
            return tokens > 0 && SOURCES.contains(source) ? OptionalLong.of(tokens) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
