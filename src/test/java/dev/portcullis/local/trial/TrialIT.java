package dev.portcullis.local.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.probe.Check;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One trial from its start to its end, as {@code ./portcullis try --check} runs it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class TrialIT {
    private static final List<ProcessHandle> PROCESSES = new ArrayList<>();
    private static final List<Path> LEFT = new ArrayList<>();
    private static List<Check.Outcome> outcomes = List.of();

    @BeforeAll
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    static void run() throws Exception {
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
        Path folder;
        try (RunningTrial running = RunningTrial.start()) {
            folder = running.folder().path();
            ProcessHandle.current()
                    .descendants()
                    .filter(process -> !before.contains(process))
                    .forEach(PROCESSES::add);
            outcomes = running.trial().check();
        }
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.forEach(LEFT::add);
            }
        }
    }

    @Test
    void every_check_passes() {
        assertThat(outcomes).hasSizeGreaterThan(20);
        assertThat(outcomes.stream()
                        .filter(outcome -> !outcome.passed())
                        .map(outcome ->
                                outcome.name() + ": " + outcome.problem().orElseThrow()))
                .isEmpty();
    }

    @Test
    void its_end_leaves_no_process() {
        assertThat(PROCESSES).as("LiteLLM and the gate").hasSizeGreaterThanOrEqualTo(2);
        assertThat(PROCESSES).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void its_end_leaves_no_file() {
        assertThat(LEFT).isEmpty();
    }
}
