package dev.portcullis.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.cli.connect.CommandProcess;
import dev.portcullis.cli.connect.CommandProcess.Said;
import dev.portcullis.idlestop.MotoServer;
import dev.portcullis.infra.gateway.SessionDocuments;
import dev.portcullis.operate.Accounts;
import dev.portcullis.operate.Aws;
import dev.portcullis.operate.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** {@code shell} on an account that moto plays, with scripts that stand for the AWS CLI and its plugin. */
@TestInstance(Lifecycle.PER_CLASS)
final class ShellCommandTest {
    @TempDir
    private Path folder;

    private final MotoServer moto = MotoServer.start();
    private final Aws account = Accounts.at(moto.endpoint(), "a", "b");
    private final Target target = new Target("dev", "eu-west-1");

    @BeforeAll
    void launch() {
        Accounts.launch(account, target);
    }

    @AfterAll
    void end() {
        account.close();
        moto.close();
    }

    @BeforeEach
    void install() throws IOException {
        script("aws", "echo \"$*\"; exit 0");
        script("session-manager-plugin", "exit 0");
        String id = instance();
        account.ec2().startInstances(request -> request.instanceIds(id));
    }

    private String instance() {
        return account.ec2()
                .describeInstances()
                .reservations()
                .get(0)
                .instances()
                .get(0)
                .instanceId();
    }

    private void script(String name, String text) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path script = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + text + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private Said shell(String... more) throws Exception {
        String[] words = new String[more.length + 3];
        System.arraycopy(new String[] {"shell", "--stack", "dev"}, 0, words, 0, 3);
        System.arraycopy(more, 0, words, 3, more.length);
        return CommandProcess.run(
                Map.of(
                        "PATH",
                        folder.resolve("bin").toString(),
                        "AWS_ENDPOINT_URL",
                        moto.endpoint().toString(),
                        "AWS_ACCESS_KEY_ID",
                        "a",
                        "AWS_SECRET_ACCESS_KEY",
                        "b"),
                words);
    }

    @Test
    void it_opens_the_stacks_own_session_on_the_host() throws Exception {
        Said said = shell();

        assertThat(said.err()).isEqualTo("Opening a shell on " + instance() + "; 'exit' ends it\n");
        assertThat(said.out())
                .isEqualTo("ssm start-session --region eu-west-1 --target " + instance()
                        + " --document-name portcullis-dev-" + SessionDocuments.SHELL + "\n");
        assertThat(said.code()).isZero();
    }

    @Test
    void as_json_it_opens_nothing() throws Exception {
        JsonObject json = JsonParser.parseString(shell("--json").out()).getAsJsonObject();

        assertThat(json.get("document").getAsString()).isEqualTo("portcullis-dev-" + SessionDocuments.SHELL);
        assertThat(json.get("command").getAsString()).startsWith("aws ssm start-session --region eu-west-1 ");
    }

    @Test
    void a_session_that_fails_gets_the_next_step() throws Exception {
        script("aws", "echo 'An error occurred (TargetNotConnected)' >&2; exit 254");

        Said said = shell();

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err())
                .contains("An error occurred (TargetNotConnected)\n")
                .contains("aws ssm start-session: expected a session, got exit code 254\n  TargetNotConnected means");
    }

    @Test
    void a_missing_plugin_is_named() throws Exception {
        Files.delete(folder.resolve("bin/session-manager-plugin"));

        Said said = shell();

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).startsWith("session-manager-plugin: expected the plugin that carries sessions");
    }

    @Test
    void a_host_that_sleeps_is_not_asked() throws Exception {
        String id = instance();
        account.ec2().stopInstances(request -> request.instanceIds(id));

        Said said = shell();

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .isEqualTo("The host of stack dev sleeps\n"
                        + "stack dev: expected a host that runs, got one that is stopped\n"
                        + "  Add --wake, or start it first: ./portcullis start --stack dev\n");
    }
}
