package dev.portcullis.gate.shape.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutputMeterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]} | 0",
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"héy\"}}],\"model\":\"a-long-name\"} | 4",
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"id\":\"t\",\"function\":{\"name\":\"ls\",\"arguments\":\"{}\"}}]}}]} | 4",
                "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}} | 2",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":7}} | 0",
                "{\"type\":\"response.output_text.delta\",\"delta\":\"word\"} | 4",
                "{\"type\":\"response.output_text.done\",\"text\":\"word\"} | 0",
                "[DONE] | 0"
            })
    void only_what_a_model_wrote_is_counted(String data, long bytes) {
        OutputMeter meter = new OutputMeter();
        meter.data(data);
        assertThat(meter.bytes()).isEqualTo(bytes);
    }

    @Test
    void an_event_that_cannot_be_read_counts_whole() {
        OutputMeter meter = new OutputMeter();
        meter.data("{\"delta\":{\"text\":\"ab");
        assertThat(meter.bytes()).isEqualTo(20);
    }
}
