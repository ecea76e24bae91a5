package dev.portcullis.operate.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command and the host's own script read what the other writes. */
final class RestoreOnHostTest {
    private static final Instant AT = Instant.parse("2026-11-21T03:04:05Z");

    @TempDir
    private Path folder;

    @Test
    void the_host_reads_an_order_as_it_was_given() throws Exception {
        RestoreOrder order = RestoreOrder.of(AT, false, "dumps/2026-11-20T02-00-00Z.dump");

        String read = python("order = restores.parse(sys.stdin.read())\nprint(*order)", order.json());

        assertThat(read).isEqualTo(order.id() + " " + AT.getEpochSecond() + ".0 False\n");
        assertThat(RestoreOrder.parse("restore", order.json())).isEqualTo(Optional.of(order));
    }

    @Test
    void a_report_of_the_host_is_read_as_it_was_made() throws Exception {
        String report = python("""
                restores.tell = lambda outcome: print(json.dumps(outcome), file=sys.stderr)
                restores.say = lambda text: None
                progress = restores.Progress("0123456789abcdef", {})
                progress.now("exchanging the ledgers", kept="dumps/a.dump", aside="portcullis_0123456789abcdef")
                progress.outcome["started"] -= 14
                progress.end(restores.RESTORED, "done")
                print(json.dumps({**progress.outcome, "seconds": 14}))
                """, "");

        assertThat(RestoreOutcome.parse("restored", report))
                .isEqualTo(new RestoreOutcome(
                        "0123456789abcdef",
                        "restored",
                        "exchanging the ledgers",
                        "done",
                        "dumps/a.dump",
                        "portcullis_0123456789abcdef",
                        14));
    }

    private String python(String script, String input) throws IOException, InterruptedException {
        Path err = folder.resolve("err");
        Path given = Files.writeString(folder.resolve("given"), input);
        Process process = new ProcessBuilder(
                        "python3",
                        "-B",
                        "-c",
                        "import json, sys\nsys.path[:0] = sys.argv[1:]\nimport restores\n" + script,
                        Path.of("userdata/host").toAbsolutePath().toString(),
                        Path.of("userdata/boot").toAbsolutePath().toString())
                .redirectInput(given.toFile())
                .redirectError(err.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(err)).isZero();
        return out;
    }
}
