package dev.portcullis.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.cli.Main;
import dev.portcullis.idlestop.MotoServer;
import dev.portcullis.operate.JournalAccount;
import dev.portcullis.operate.Target;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** {@code logs} as an operator types it, on an account that moto plays. */
@TestInstance(Lifecycle.PER_CLASS)
final class LogsCommandTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private final Instant at = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);

    private final MotoServer moto = MotoServer.start();

    @SuppressWarnings("NullAway.Init")
    private AwsProperties properties;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    void account() {
        properties = new AwsProperties(moto.endpoint());
        Target target = new Target("dev", "eu-west-1");
        try (JournalAccount account = new JournalAccount(moto)) {
            account.declare(target);
            account.send(target, "apply", at, "serving \u001b[2J\tnow");
        }
    }

    @AfterAll
    void end() {
        properties.close();
        moto.close();
    }

    @Test
    void a_line_has_its_time_and_unit_and_nothing_that_a_terminal_obeys() {
        assertThat(run("logs", "--unit", "portcullis-apply.service")).isZero();

        assertThat(out.toString()).isEqualTo(at + " apply       serving \\u{1b}[2J now\n");
        assertThat(err.toString()).startsWith("Reading the logs of dev since ");
    }

    @Test
    void machines_get_one_object_a_line() {
        assertThat(run("logs", "--json", "--since", "1d")).isZero();

        assertThat(out.toString())
                .isEqualTo("{\"time\":\"" + at + "\",\"unit\":\"apply\",\"message\":\"serving \\u001b[2J\\tnow\"}\n");
    }

    @Test
    void an_empty_answer_is_said_to_be_one() {
        assertThat(run("logs", "--id", "req_0123456789abcdef0123456789abcdef")).isZero();

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .endsWith("No line of that time. A host that sleeps sends none; --since looks further back\n");
    }

    @Test
    void what_cannot_be_meant_is_refused_before_aws_is_asked() {
        assertThat(run("logs", "--unit", "gatte")).isEqualTo(2);
        assertThat(run("logs", "--since", "yesterday")).isEqualTo(2);
        assertThat(run("logs", "--follow", "--id", "req_0123456789abcdef0123456789abcdef"))
                .isEqualTo(2);

        assertThat(err.toString())
                .contains("Did you mean 'gate'?")
                .contains("--since: expected a date such as 2027-01-01")
                .contains("--follow: expected one of --follow and --id, got both");
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        return Main.run(PROJECT, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
