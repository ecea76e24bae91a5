package dev.portcullis.gate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.ledger.money.Consumption;
import dev.portcullis.settings.value.Usd;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CallFiguresTest {
    private static final EndedCall CALL = new EndedCall(
            CallOutcome.ANSWERED, new Usd(250_000), new Consumption(1, 2, 3, 4, 5, 0), 700, OptionalLong.of(200));

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final CallFigures figures = new CallFigures("key", registry);

    @Test
    void each_figure_has_its_own_series() throws IOException {
        figures.count("a", CALL);
        figures.count("a", CALL);

        assertThat(text())
                .contains("portcullis_gate_key_cost_usd_total{key=\"a\"} 0.5\n")
                .contains("portcullis_gate_key_tokens_total{key=\"a\",kind=\"input\"} 2.0\n")
                .contains("portcullis_gate_key_tokens_total{key=\"a\",kind=\"output\"} 4.0\n")
                .contains("portcullis_gate_key_tokens_total{key=\"a\",kind=\"cache_read\"} 6.0\n")
                .contains("portcullis_gate_key_tokens_total{key=\"a\",kind=\"cache_write\"} 18.0\n")
                .contains("portcullis_gate_key_calls_total{key=\"a\",outcome=\"answered\"} 2.0\n")
                .contains("portcullis_gate_key_call_seconds_bucket{key=\"a\",le=\"0.5\"} 0\n")
                .contains("portcullis_gate_key_call_seconds_bucket{key=\"a\",le=\"1.0\"} 2\n")
                .contains("portcullis_gate_key_first_byte_seconds_bucket{key=\"a\",le=\"0.1\"} 0\n")
                .contains("portcullis_gate_key_first_byte_seconds_bucket{key=\"a\",le=\"0.25\"} 2\n");
    }

    @Test
    void keys_beyond_the_bound_share_one_series_and_none_is_lost() throws IOException {
        IntStream.range(0, 20_000).forEach(n -> figures.count("key" + n, CALL));
        figures.count("key0", CALL);

        List<String> calls =
                text().lines().filter(line -> line.contains("_calls_total{")).toList();
        assertThat(calls)
                .hasSize(CallFigures.MOST_NAMES + 1)
                .contains("portcullis_gate_key_calls_total{key=\"(other)\",outcome=\"answered\"} 19900.0")
                .contains("portcullis_gate_key_calls_total{key=\"key0\",outcome=\"answered\"} 2.0");
        assertThat(text().length()).isLessThan(512 * 1024);
    }

    @Test
    void calls_of_many_threads_are_all_counted_within_the_bound() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Void> work = () -> {
                IntStream.range(0, 2_000).forEach(n -> figures.count("key" + n % 150, CALL));
                return null;
            };
            threads.invokeAll(List.of(work, work, work, work, work, work, work, work));
        } finally {
            threads.shutdown();
        }

        List<String> calls =
                text().lines().filter(line -> line.contains("_calls_total{")).toList();
        assertThat(calls).hasSizeLessThanOrEqualTo(CallFigures.MOST_NAMES + 1);
        assertThat(calls.stream()
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf("} ") + 2)))
                        .sum())
                .isEqualTo(16_000);
    }

    @Test
    void a_name_cannot_end_its_label() throws IOException {
        figures.count("a\"} 1\nb\\", CALL);

        assertThat(text()).contains("portcullis_gate_key_cost_usd_total{key=\"a\\\"} 1\\nb\\\\\"} 0.25\n");
    }

    private String text() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(out, registry.scrape());
        return out.toString(StandardCharsets.UTF_8);
    }
}
