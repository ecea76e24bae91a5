package dev.portcullis.gate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedactedTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/models/pk-abcdefgh-0123456789012345678901234567890123456789abc, /v1/models/***",
        "/pk%2Dabcdefgh%2D0123456789, /***",
        "/sk-ant-api03-abcdefgh, /***",
        "/ak-first-00000000, /***",
        "/v1/models/eyJhbGciOiJSUzI1NiIsImtpZCI6IjEyMzQ1Njc4OTAxMjM0NSJ9.x, /v1/models/***.x",
        "/v1/models/anthropic.claude-sonnet-4-5-20250929-v1:0, /v1/models/anthropic.claude-sonnet-4-5-20250929-v1:0",
        "tools[].function.input_examples, tools[].function.input_examples",
    })
    void a_secret_is_left_out_and_a_name_is_not(String given, String logged) {
        assertThat(Redacted.of(given)).isEqualTo(logged);
    }
}
