package dev.portcullis.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.cli.connect.CommandProcess;
import dev.portcullis.idlestop.MotoServer;
import dev.portcullis.operate.Accounts;
import dev.portcullis.operate.Aws;
import dev.portcullis.operate.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that needs the gateway, while the edge answers that nothing is behind it and EC2 says that the host is stopped. */
final class SleepingGatewayTest {
    private static final Target TARGET = new Target("dev", "eu-west-1");

    private final MotoServer moto = MotoServer.start();
    private final Aws aws = Accounts.at(moto.endpoint(), "a", "b");
    private final Map<String, String> credentials = Map.of(
            "AWS_ENDPOINT_URL", moto.endpoint().toString(), "AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b");
    private String instance = "";

    @SuppressWarnings("NullAway.Init")
    private StackDoorStandIn stack;

    @BeforeEach
    void a_host_that_sleeps(@TempDir Path folder) throws IOException {
        stack = new StackDoorStandIn(folder);
        stack.script("pulumi", "echo '{\"adminUrl\":\"" + stack.url() + "\"}'\n");
        stack.cloudflared(StackDoorStandIn.PERSON);
        stack.answersWith(530);
        instance = Accounts.launch(aws, TARGET);
        Accounts.settle(aws, TARGET);
        aws.ec2().stopInstances(request -> request.instanceIds(instance));
    }

    @AfterEach
    void end() {
        stack.close();
        aws.close();
        moto.close();
    }

    @Test
    void it_is_said_to_sleep_and_left_asleep_where_nobody_can_be_asked() throws Exception {
        CommandProcess.Said said = run(credentials, "keys", "list", "--stack", "dev");

        assertThat(said.err())
                .endsWith("The host of stack dev sleeps\n"
                        + "portcullis: expected a gateway that is awake, got a host that sleeps\n"
                        + "  Add --wake, or start it first: ./portcullis start --stack dev\n");
        assertThat(said.code()).isEqualTo(1);
        assertThat(state()).isEqualTo("stopped");
    }

    @Test
    void with_the_option_it_is_woken_and_asked_again() throws Exception {
        Thread edge = new Thread(this::answerOnceItRuns);
        edge.start();

        CommandProcess.Said said = run(credentials, "keys", "list", "--stack", "dev", "--wake");
        edge.interrupt();
        edge.join();

        assertThat(said.err()).contains("The host of stack dev sleeps\n").contains("gateway dev: healthy");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(state()).isEqualTo("running");
    }

    @Test
    void without_credentials_the_edge_s_answer_stands() throws Exception {
        CommandProcess.Said said = run(Map.of("AWS_EC2_METADATA_DISABLED", "true"), "keys", "list", "--stack", "dev");

        assertThat(said.err())
                .endsWith("portcullis: expected a gateway that is awake, got status 530 of the edge\n"
                        + "  ./portcullis status --stack dev tells whether it sleeps; start wakes it\n");
        assertThat(said.code()).isEqualTo(1);
    }

    private void answerOnceItRuns() {
        try {
            while (!state().equals("running")) {
                // The pause between two looks; the test interrupts this thread when the command has ended.
                Thread.sleep(100);
            }
            stack.answersWith(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String state() {
        return aws.ec2()
                .describeInstances(request -> request.instanceIds(instance))
                .reservations()
                .get(0)
                .instances()
                .get(0)
                .state()
                .nameAsString();
    }

    private CommandProcess.Said run(Map<String, String> more, String... arguments)
            throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(stack.environment());
        environment.putAll(more);
        return CommandProcess.run(environment, arguments);
    }
}
