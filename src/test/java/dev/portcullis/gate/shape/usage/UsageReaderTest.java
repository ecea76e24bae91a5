package dev.portcullis.gate.shape.usage;

import static dev.portcullis.policy.ApiShape.ANTHROPIC_COUNT_TOKENS;
import static dev.portcullis.policy.ApiShape.ANTHROPIC_MESSAGES;
import static dev.portcullis.policy.ApiShape.OPENAI_CHAT;
import static dev.portcullis.policy.ApiShape.OPENAI_EMBEDDINGS;
import static dev.portcullis.policy.ApiShape.OPENAI_RESPONSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.policy.ApiShape;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageReaderTest {

    @Test
    void chat_counts_all_input_in_one_sum_and_is_taken_apart() {
        assertThat(answer(OPENAI_CHAT, """
                {"id":"x","object":"chat.completion","choices":[{"index":0,"message":{"content":"usage"}}],
                 "usage":{"prompt_tokens":16,"completion_tokens":7,"total_tokens":23,"cost":0.1,
                  "prompt_tokens_details":{"cached_tokens":3,"cache_creation_tokens":2,"text_tokens":11},
                  "cache_creation_input_tokens":2,"cache_read_input_tokens":3}}
                """).usage()).contains(new Usage(11, 7, 3, 2, 0, 0));
    }

    @Test
    void chat_tells_an_hours_cache_writes_from_five_minutes() {
        assertThat(answer(OPENAI_CHAT, """
                {"usage":{"prompt_tokens":100,"completion_tokens":1,"prompt_tokens_details":{"cached_tokens":10,
                  "cache_write_tokens":60,
                  "cache_creation_token_details":{"ephemeral_5m_input_tokens":20,"ephemeral_1h_input_tokens":40}}}}
                """).usage()).contains(new Usage(30, 1, 10, 20, 40, 0));
    }

    @Test
    void a_streamed_chat_has_its_usage_in_the_last_chunk() {
        UsageReader reader = UsageReader.of(OPENAI_CHAT);
        reader.data("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"}}],\"usage\":null}");
        assertThat(reader.usage()).isEmpty();
        assertThat(reader.complete()).isFalse();
        reader.data("{\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":7}}");
        reader.data("[DONE]");
        assertThat(reader.usage()).contains(new Usage(5, 2, 0, 0, 0, 0));
        assertThat(reader.complete()).isTrue();
    }

    @Test
    void messages_report_the_parts_side_by_side() {
        assertThat(answer(ANTHROPIC_MESSAGES, """
                {"type":"message","content":[{"type":"text","text":"hi"}],"usage":{"input_tokens":11,"output_tokens":7,
                 "cache_read_input_tokens":3,"cache_creation_input_tokens":60,
                 "cache_creation":{"ephemeral_5m_input_tokens":20,"ephemeral_1h_input_tokens":40}}}
                """).usage()).contains(new Usage(11, 7, 3, 20, 40, 0));
    }

    @Test
    void streamed_messages_report_input_first_and_output_last() {
        UsageReader reader = UsageReader.of(ANTHROPIC_MESSAGES);
        reader.data("""
                {"type":"message_start","message":{"id":"m","usage":{"input_tokens":11,"output_tokens":1,
                 "cache_read_input_tokens":3,"cache_creation_input_tokens":40,
                 "cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":40}}}}""");
        assertThat(reader.usage()).contains(new Usage(11, 1, 3, 0, 40, 0));
        assertThat(reader.complete()).isFalse();
        reader.data("{\"type\":\"content_block_delta\",\"delta\":{\"text\":\"\\\"usage\\\" \"}}");
        // The last report repeats the sum of the cache writes without saying for how long.
        reader.data("""
                {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":90,
                 "input_tokens":11,"cache_creation_input_tokens":40,"cache_read_input_tokens":3}}""");
        assertThat(reader.usage()).contains(new Usage(11, 90, 3, 0, 40, 0));
        assertThat(reader.complete()).isTrue();
    }

    @Test
    void a_stream_that_starts_with_zeros_and_ends_there_reported_nothing() {
        UsageReader reader = UsageReader.of(ANTHROPIC_MESSAGES);
        reader.data("{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":0,\"output_tokens\":0}}}");
        assertThat(reader.usage()).isEmpty();
        reader.data("{\"type\":\"message_delta\",\"usage\":{\"input_tokens\":9,\"output_tokens\":4}}");
        assertThat(reader.usage()).contains(new Usage(9, 4, 0, 0, 0, 0));
    }

    @Test
    void responses_report_in_the_body_or_in_the_last_event() {
        String usage = "{\"input_tokens\":20,\"input_tokens_details\":{\"cached_tokens\":8,\"cache_write_tokens\":2},"
                + "\"output_tokens\":5,\"output_tokens_details\":{\"reasoning_tokens\":3},\"total_tokens\":25}";
        Usage expected = new Usage(10, 5, 8, 2, 0, 0);
        assertThat(answer(OPENAI_RESPONSES, "{\"object\":\"response\",\"usage\":" + usage + "}")
                        .usage())
                .contains(expected);
        UsageReader reader = UsageReader.of(OPENAI_RESPONSES);
        reader.data("{\"type\":\"response.created\",\"response\":{\"id\":\"r\",\"usage\":null}}");
        reader.data("{\"type\":\"response.output_text.delta\",\"delta\":\"hi\"}");
        assertThat(reader.usage()).isEmpty();
        reader.data("{\"type\":\"response.completed\",\"response\":{\"usage\":" + usage + "}}");
        assertThat(reader.usage()).contains(expected);
        assertThat(reader.complete()).isTrue();
    }

    @Test
    void embeddings_have_only_input() {
        assertThat(answer(OPENAI_EMBEDDINGS, """
                {"object":"list","data":[{"embedding":[0.1,0.2],"index":0}],
                 "usage":{"prompt_tokens":8,"total_tokens":8}}""").usage()).contains(new Usage(8, 0, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @EnumSource(
            value = ApiShape.class,
            names = {"OPENAI_IMAGES_GENERATIONS", "OPENAI_IMAGES_EDITS"})
    void pictures_are_counted_whatever_tokens_are_reported(ApiShape shape) {
        UsageReader reader = answer(shape, """
                {"created":1,"usage":{"input_tokens":5,"output_tokens":6,"total_tokens":11},
                 "data":[{"b64_json":"aGk="},{"b64_json":"aGk=","revised_prompt":null}]}""");
        assertThat(reader.usage()).contains(new Usage(0, 0, 0, 0, 0, 2));
        assertThat(reader.complete()).isTrue();
    }

    @Test
    void counting_tokens_uses_none() {
        UsageReader reader = answer(ANTHROPIC_COUNT_TOKENS, "{\"input_tokens\":512}");
        assertThat(reader.usage()).isEmpty();
        assertThat(reader.complete()).isTrue();
    }

    @Test
    void what_cannot_be_read_has_no_usage() {
        for (String text :
                new String[] {"", "[1]", "{\"usage\":", "{\"usage\":[]}", "{\"usage\":{\"prompt_tokens\":-5}}"}) {
            assertThat(answer(OPENAI_CHAT, text).usage()).as(text).isEmpty();
            UsageReader reader = UsageReader.of(OPENAI_CHAT);
            reader.data(text);
            assertThat(reader.usage()).as(text).isEmpty();
        }
    }

    @Test
    void the_prompt_is_the_sum_of_its_parts() {
        assertThat(new Usage(1, 10, 2, 4, 8, 0).prompt()).isEqualTo(15);
    }

    @Test
    void an_answer_may_come_in_any_parts() {
        String json =
                "{\"choices\":[{\"usage\":{\"prompt_tokens\":99}}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2}}";
        UsageReader reader = UsageReader.of(OPENAI_CHAT);
        for (byte one : json.getBytes(StandardCharsets.UTF_8)) {
            reader.feed(new byte[] {one});
        }
        assertThat(reader.usage()).contains(new Usage(5, 2, 0, 0, 0, 0));
        assertThat(reader.complete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"usage\":{\"prompt_tokens\":-5,\"completion_tokens\":2}}",
                "{\"usage\":{\"prompt_tokens\":5.5,\"completion_tokens\":2}}",
                "{\"usage\":{\"prompt_tokens\":1e300,\"completion_tokens\":2}}",
                "{\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,\"prompt_tokens_details\":{\"cached_tokens\":-1}}}"
            })
    void counts_that_cannot_be_are_no_usage(String json) {
        UsageReader reader = answer(OPENAI_CHAT, json);
        assertThat(reader.usage()).isEmpty();
        assertThat(reader.complete()).isFalse();
    }

    @Test
    void a_report_that_lacks_a_count_is_not_complete() {
        assertThat(answer(OPENAI_CHAT, "{\"usage\":{\"prompt_tokens\":5}}").complete())
                .isFalse();
        assertThat(answer(OPENAI_EMBEDDINGS, "{\"usage\":{\"prompt_tokens\":5}}")
                        .complete())
                .isTrue();
        assertThat(answer(ANTHROPIC_MESSAGES, "{\"usage\":{\"output_tokens\":5}}")
                        .complete())
                .isFalse();
    }

    private static UsageReader answer(ApiShape shape, String json) {
        UsageReader reader = UsageReader.of(shape);
        reader.feed(json.getBytes(StandardCharsets.UTF_8));
        return reader;
    }
}
