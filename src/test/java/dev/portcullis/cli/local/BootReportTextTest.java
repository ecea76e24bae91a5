package dev.portcullis.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.local.boot.guest.Look;
import dev.portcullis.local.boot.report.BootReport;
import dev.portcullis.probe.Check;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class BootReportTextTest {
    private static final BootReport REPORT = new BootReport(
            new BootReport.Facts(21_345_678, 12_345, 1.24),
            List.of(new BootReport.Step("apply", Duration.ofMillis(61_640))),
            List.of(new Check.Outcome(
                    "nothing listens but on loopback", Optional.of("java at *:1"), Duration.ofMillis(7))),
            new Look(
                    List.of(new Look.Unit("gate.service", "gate", 2048, 1.1, true, "0000", 12, 990, 991)),
                    List.of(new Look.Socket("127.0.0.1:8080", "java"))));

    @Test
    void the_table_has_steps_units_sockets_and_checks() {
        assertThat(BootReportText.table(REPORT, Ansi.OFF)).isEqualTo("""
                Bundle 21.3 MB, user data 12345 bytes, load at power-on 1.2
                Stand-ins: AWS (moto), Amazon Bedrock, Cloudflare's edge, cloudflared unless one was named

                seconds  step
                   61.6  apply

                unit          user  MiB  exposure  capabilities
                gate.service  gate  2    1.1       0000

                listens         program
                127.0.0.1:8080  java

                  ✗      7 ms  nothing listens but on loopback
                               java at *:1

                1 of 1 checks failed
                """);
    }

    @Test
    void machines_get_the_same_as_json() {
        assertThat(BootReportText.json(REPORT))
                .contains("\"userDataBytes\": 12345")
                .contains("\"step\": \"apply\",\n      \"milliseconds\": 61640")
                .contains("\"kilobytes\": 2048")
                .contains("\"127.0.0.1:8080 java\"")
                .contains("\"problem\": \"java at *:1\"");
    }
}
