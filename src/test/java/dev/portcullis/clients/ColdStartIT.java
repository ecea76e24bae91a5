package dev.portcullis.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.infra.wake.ColdOrigin;
import dev.portcullis.infra.wake.WorkersRuntime;
import dev.portcullis.local.litellm.LiteLlmInstall;
import dev.portcullis.local.trial.RunningTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/**
 * Real clients with their default settings call a gateway that is asleep: through the Worker in Cloudflare's runtime, to the
 * real gate. Each meets a host of its own that has not been started.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class ColdStartIT {
    /** As long as a host of the smallest type needs. */
    private static final Duration AS_IN_LIFE = Duration.ofSeconds(40);

    private static final Duration SHORT = Duration.ofSeconds(7);

    private final ExecutorService two = Executors.newFixedThreadPool(2);
    private final RunningTrial trial;
    private final ClientInstall install;

    ColdStartIT() throws Exception {
        Path cache = Files.createDirectories(LiteLlmInstall.cache(System.getenv()));
        install = ClientInstall.into(cache);
        trial = RunningTrial.start();
    }

    @AfterAll
    void stop() {
        two.shutdownNow();
        trial.close();
    }

    @Test
    void claude_code_and_codex_wait_for_a_host_that_needs_40_seconds() throws Exception {
        List<Future<ClientRun>> runs = List.of(
                two.submit(() -> cold(TestedClient.CLAUDE_CODE, ClientCase.STREAM, AS_IN_LIFE)),
                two.submit(() -> cold(TestedClient.CODEX, ClientCase.STREAM, AS_IN_LIFE)));

        for (Future<ClientRun> run : runs) {
            assertThat(run.get().verdict()).as(run.get().output()).isEqualTo(ClientRun.YES);
            assertThat(run.get().time()).isGreaterThan(AS_IN_LIFE);
        }
    }

    @Test
    void a_call_that_is_not_streamed_waits_40_seconds_in_both_vendors_sdks() throws Exception {
        List<Future<ClientRun>> runs = List.of(
                two.submit(() -> cold(TestedClient.OPENAI_PYTHON, ClientCase.QUESTION, AS_IN_LIFE)),
                two.submit(() -> cold(TestedClient.ANTHROPIC_NODE, ClientCase.QUESTION, AS_IN_LIFE)));

        for (Future<ClientRun> run : runs) {
            assertThat(run.get().verdict()).as(run.get().output()).isEqualTo(ClientRun.YES);
            assertThat(run.get().time()).isGreaterThan(AS_IN_LIFE);
        }
    }

    @Test
    void every_sdk_takes_a_stream_that_begins_with_signs_of_life() throws Exception {
        List<Future<ClientRun>> runs = new ArrayList<>();
        for (TestedClient client : List.of(
                TestedClient.OPENAI_PYTHON,
                TestedClient.ANTHROPIC_PYTHON,
                TestedClient.OPENAI_NODE,
                TestedClient.ANTHROPIC_NODE,
                TestedClient.VERCEL_OPENAI_NODE,
                TestedClient.VERCEL_ANTHROPIC_NODE)) {
            runs.add(two.submit(() -> cold(client, ClientCase.STREAM, SHORT)));
        }

        for (Future<ClientRun> run : runs) {
            assertThat(run.get().verdict())
                    .as(run.get().client() + "\n" + run.get().output())
                    .isEqualTo(ClientRun.YES);
        }
    }

    private ClientRun cold(TestedClient client, ClientCase kind, Duration boot) throws Exception {
        try (ExchangeLog log = new ExchangeLog(trial.port());
                ColdOrigin origin = new ColdOrigin(boot, log::pass);
                WorkersRuntime worker = WorkersRuntime.start(origin, origin.assertion(), 90)) {
            ClientRun run =
                    ClientRun.of(client, kind, trial.target(worker.address().toString()), log, install);
            System.out.printf(
                    "%-28s %-12s %5.1f s  %s, %s%n",
                    client.id(), kind.title(), run.time().toMillis() / 1000.0, run.verdict(), origin.wakes());
            return run;
        }
    }
}
