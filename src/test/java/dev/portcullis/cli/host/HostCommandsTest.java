package dev.portcullis.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.cli.Main;
import dev.portcullis.idlestop.MotoServer;
import dev.portcullis.operate.Accounts;
import dev.portcullis.operate.Aws;
import dev.portcullis.operate.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code start}, {@code stop}, {@code status} and {@code rollback} as an operator types them, on an account that moto plays. */
@TestInstance(Lifecycle.PER_CLASS)
final class HostCommandsTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @TempDir
    private Path folder;

    private final MotoServer moto = MotoServer.start();

    @SuppressWarnings("NullAway.Init")
    private AwsProperties properties;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    void account() {
        properties = new AwsProperties(moto.endpoint());
        Aws aws = Accounts.at(moto.endpoint(), "a", "b");
        Target target = new Target("dev", "eu-west-1");
        Accounts.launch(aws, target);
        Accounts.settle(aws, target);
        aws.close();
    }

    @AfterAll
    void end() {
        properties.close();
        moto.close();
    }

    @Test
    void a_gateway_is_stopped_looked_at_and_woken() {
        assertThat(run("status")).isZero();
        assertThat(out.toString())
                .matches(
                        "(?s)gateway dev: healthy\n  it has applied what it should be\n  instance  i-[0-9a-f]+, running\n"
                                + "  bundle    b{64}\n  reported  applied at 2100-01-01T00:00:00Z\n");
        assertThat(run("stop")).isZero();
        assertThat(out.toString()).startsWith("gateway dev: asleep\n  ./portcullis start wakes it\n");
        assertThat(err.toString()).contains("gateway dev: asleep (instance stopped)\n");
        assertThat(run("status")).isEqualTo(3);
        assertThat(run("start")).isZero();
        assertThat(out.toString()).startsWith("gateway dev: healthy\n");
    }

    @Test
    void machines_get_json() {
        run("status", "--json");
        JsonObject status = JsonParser.parseString(out.toString()).getAsJsonObject();

        assertThat(status.keySet())
                .containsExactly(
                        "stack",
                        "standing",
                        "detail",
                        "instance",
                        "instanceState",
                        "desiredVersion",
                        "bundle",
                        "reported",
                        "reportedAt");
        assertThat(status.get("desiredVersion").getAsLong()).isEqualTo(1);
    }

    @Test
    void with_one_version_there_is_nothing_to_roll_back_to() {
        assertThat(run("rollback")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("--to: expected a version of /portcullis/dev/desired before its newest, 1, got 0\n");
    }

    @Test
    void a_bundle_goes_back_only_when_it_is_said_and_only_when_nothing_else_is_new() throws IOException {
        String config = Files.writeString(
                        folder.resolve("other.yaml"), Files.readString(PROJECT.resolve("Pulumi.dev.yaml")))
                .toString();
        Target target = new Target("other", "eu-west-1");
        try (Aws aws = Accounts.at(moto.endpoint(), "a", "b")) {
            Accounts.launch(aws, target);
            Accounts.settle(aws, target);
            Accounts.deploy(aws, target, "c");
        }
        String[] rollback = {"rollback", "--stack", "other", "--config", config};

        assertThat(run(rollback)).isZero();
        assertThat(out.toString()).isEqualTo("Only the bundle is new. Add --yes to serve the one before\n");
        assertThat(err.toString()).isEqualTo("bundle " + "c".repeat(64) + " -> " + "b".repeat(64) + "\n");
        assertThat(run("status", "--stack", "other", "--config", config)).isEqualTo(4);
        assertThat(run(plus(rollback, "--yes"))).isZero();
        assertThat(out.toString()).startsWith("gateway other: healthy\n").contains("  bundle    " + "b".repeat(64));
        assertThat(run(plus(rollback, "--yes", "--to", "1"))).isEqualTo(3);
        assertThat(out.toString())
                .startsWith("A person has to roll this back, since more than the bundle has changed:\n"
                        + "  the desired state has not changed\nSteps:\n");
    }

    @Test
    void the_old_name_of_rollback_still_works_and_is_not_listed() {
        assertThat(run("go-back")).isEqualTo(2);
        assertThat(err.toString()).startsWith("--to: expected a version of /portcullis/dev/desired before");
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("  rollback ").doesNotContain("go-back");
    }

    private static String[] plus(String[] words, String... more) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "stop", "status", "smoke", "rollback", "plan-comment"})
    void help_has_examples_and_exit_codes(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString())
                .contains("Examples:\n  ./portcullis " + command)
                .contains("Exit codes:\n");
    }

    @Test
    void a_smoke_check_without_a_url_or_secrets_asks_nobody() {
        assertThat(run("smoke", "--url", "https://llm.example.com")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("3 problems:\nCF_ACCESS_CLIENT_ID: expected")
                .doesNotContain("example.com");
        assertThat(run("smoke")).isEqualTo(2);
        assertThat(err.toString()).startsWith("--url: expected the gateway's URL, got none\n");
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(PROJECT, new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
