package dev.portcullis.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.probe.Check;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

final class CheckReportTest {
    private static final Check.Outcome GOOD =
            new Check.Outcome("GET /v1/models", Optional.empty(), Duration.ofMillis(12));
    private static final Check.Outcome BAD =
            new Check.Outcome("a wrong secret: 401", Optional.of("expected 401, got 200"), Duration.ofMillis(3456));

    @Test
    void a_failed_check_says_what_came_instead() {
        assertThat(CheckReport.table(List.of(GOOD, BAD), Ansi.OFF)).isEqualTo("""
                  ✓     12 ms  GET /v1/models
                  ✗   3456 ms  a wrong secret: 401
                               expected 401, got 200

                1 of 2 checks failed
                """);
    }

    @Test
    void when_all_pass_it_says_so_in_one_line() {
        assertThat(CheckReport.table(List.of(GOOD), Ansi.OFF)).isEqualTo("""
                  ✓     12 ms  GET /v1/models

                All 1 checks passed
                """);
    }

    @Test
    void machines_get_the_same() {
        assertThat(CheckReport.json(List.of(BAD))).isEqualTo("""
                [
                  {
                    "check": "a wrong secret: 401",
                    "passed": false,
                    "milliseconds": 3456,
                    "problem": "expected 401, got 200"
                  }
                ]
                """);
    }
}
