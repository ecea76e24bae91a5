package dev.portcullis.gate.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vendor's own words go on to the caller; those that LiteLLM adds about itself do not. */
class VendorMessageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "litellm.BadRequestError: BedrockException - {\"message\":\"prompt is too long\"}",
                "litellm.ContextWindowExceededError: litellm.BadRequestError: BedrockException: Context Window Error - "
                        + "{\"message\":\"prompt is too long\"}. Received Model Group=x",
                "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"prompt is too long\"}}",
                "{\"Message\":\"prompt is too long\"}",
            })
    void the_vendors_own_words_are_found(String text) {
        assertThat(VendorMessage.in(text)).contains("prompt is too long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "litellm.APIConnectionError: 'int' object has no attribute 'split'\nTraceback (most recent call last):\n  File"
                        + " \"/opt/litellm/venv/lib/python3.13/site-packages/litellm/main.py\", line 1",
                "litellm.UnsupportedParamsError: bedrock does not support parameters: {'x': 1}",
                "{\"message\":\"litellm.BadRequestError: no\"}",
                "{\"message\":\"File /usr/lib/a\"}",
                "{\"message\":5}",
                "{{{{{{\"message\":\"x\"",
            })
    void nothing_else_is_told(String text) {
        assertThat(VendorMessage.in(text)).isEmpty();
    }

    @Test
    void a_long_one_is_cut() {
        assertThat(VendorMessage.in("{\"message\":\"" + "x".repeat(5000) + "\"}")
                        .orElseThrow())
                .hasSize(1001)
                .endsWith("x…");
    }
}
