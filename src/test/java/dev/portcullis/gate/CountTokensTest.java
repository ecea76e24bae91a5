package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A count for every model: Bedrock's where it counts, else one on the high side that says so. */
final class CountTokensTest {
    private static final String WORDS = "The gateway sets aside enough for the longest answer. ".repeat(100);
    private TestGate gate;

    @BeforeEach
    void start() throws IOException {
        gate = TestGate.start();
    }

    @AfterEach
    void stop() throws IOException {
        gate.close();
    }

    @Test
    void bedrocks_count_is_passed_on_unmarked() {
        gate.liteLlm.answer(call -> call.json("{\"input_tokens\":1003}"));
        HttpResponse<String> counted = count("sage");

        assertThat(counted.body()).isEqualTo("{\"input_tokens\":1003}");
        assertThat(counted.headers().firstValue("x-portcullis-count")).isEmpty();
    }

    @Test
    void a_model_that_bedrock_does_not_count_gets_a_marked_estimate_on_the_high_side() {
        HttpResponse<String> counted = count("scribe");

        assertThat(counted.statusCode()).isEqualTo(200);
        assertThat(tokens(counted)).isBetween(1_350, 1_500);
        assertThat(counted.headers().firstValue("x-portcullis-count")).contains("estimate");
        assertThat(gate.liteLlm.waiting()).isZero();
    }

    @Test
    void a_count_of_nothing_is_no_count() {
        gate.liteLlm.answer(call -> call.json("{\"input_tokens\": 0}"));
        HttpResponse<String> counted = count("sage");

        assertThat(tokens(counted)).isBetween(1_350, 1_500);
        assertThat(counted.headers().firstValue("x-portcullis-count")).contains("estimate");
    }

    @Test
    void what_litellm_counted_by_itself_is_not_passed_on_as_exact() {
        gate.liteLlm.answer(call -> call.json("{\"input_tokens\":600,\"litellm_count_source\":\"local_estimate\"}"));
        HttpResponse<String> counted = count("sage");

        assertThat(tokens(counted)).isBetween(1_350, 1_500);
        assertThat(counted.headers().firstValue("x-portcullis-count")).contains("estimate");
    }

    @Test
    void nothing_of_litellms_stands_beside_a_count() {
        gate.liteLlm.answer(call -> call.json("{\"input_tokens\":1003,\"litellm_count_source\":\"provider\","
                + "\"litellm_count_model\":\"anthropic.sage-1\"}"));

        assertThat(count("sage").body()).isEqualTo("{\"input_tokens\":1003}");
    }

    private HttpResponse<String> count(String model) {
        return gate.post(
                "/v1/messages/count_tokens",
                "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + WORDS + "\"}]}");
    }

    private static int tokens(HttpResponse<String> counted) {
        return Integer.parseInt(counted.body().replaceAll("[^0-9]", ""));
    }
}
