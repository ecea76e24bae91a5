package dev.portcullis.gate.shape.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamFilterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":1}}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null},\"finish_reason\":null}],"
                        + "\"usage\":{\"prompt_tokens\":1}}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"}}],\"usage\":{\"prompt_tokens\":1}}"
            })
    void an_event_that_only_reports_usage_is_taken_out(String data) {
        assertThat(StreamFilter.withoutUsage(data)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[DONE]",
                "{\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}",
                "{\"choices\":[{\"delta\":{\"content\":\"the \\\"usage\\\" of words\"}}]}",
                "not json with \"usage\""
            })
    void an_event_without_usage_passes_as_it_is(String data) {
        assertThat(StreamFilter.withoutUsage(data)).contains(data);
    }

    @Test
    void an_event_that_also_says_something_passes_without_its_usage() {
        assertThat(
                        StreamFilter.withoutUsage(
                                "{\"id\":\"x\",\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1}}"))
                .contains("{\"id\":\"x\",\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}");
        assertThat(StreamFilter.withoutUsage("{\"choices\":[{\"delta\":{\"content\":\"!\"}}],\"usage\":null}"))
                .contains("{\"choices\":[{\"delta\":{\"content\":\"!\"}}]}");
    }
}
