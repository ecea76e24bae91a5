package dev.portcullis.gate.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.gate.StubLiteLlm.Call;
import dev.portcullis.gate.TestGate;
import dev.portcullis.gate.TestLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How a gate ends, and what the next one finds. */
final class ShutdownTest {
    @Test
    void requests_under_way_are_finished_and_new_ones_are_not_taken() throws Exception {
        try (TestGate gate = TestGate.start()) {
            gate.liteLlm.answer(call -> call.stream("data: 1\n\n"));
            var answer = gate.sending(gate.posting("/v1/chat/completions", TestGate.CHAT_STREAM));
            Call call = gate.liteLlm.next();
            CompletableFuture<Void> closed = CompletableFuture.runAsync(gate.gate::close);
            gate.whenClosedToNewRequests();

            assertThat(gate.admin("/readyz").body())
                    .isEqualTo("{\"accessKeys\":true,\"ledger\":true,\"litellm\":true,\"stopping\":true}\n");
            assertThat(closed).isNotDone();
            call.response().end("data: 2\n\n");
            assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo("data: 1\n\ndata: 2\n\n");
            closed.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_request_that_takes_longer_than_the_drain_is_cut_off() throws Exception {
        try (TestGate gate = TestGate.start(TestLimits.shutdown(Duration.ofMillis(300)))) {
            gate.liteLlm.answer(call -> call.stream("data: 1\n\n"));
            var answer = gate.sending(gate.posting("/v1/chat/completions", TestGate.CHAT_STREAM));
            Call call = gate.liteLlm.next();
            gate.gate.close();

            call.gone().get(20, TimeUnit.SECONDS);
            assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void what_a_killed_gate_left_on_disk_is_swept_and_nothing_else() throws Exception {
        Path folder = Files.createTempDirectory("sweep");
        Files.writeString(folder.resolve("body-0123"), "left");
        Path other = Files.writeString(folder.resolve("notes"), "kept");

        Spool.sweep(folder);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(other);
        }
    }
}
