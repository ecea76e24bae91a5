package dev.portcullis.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.cli.connect.CommandProcess;
import dev.portcullis.idlestop.MotoServer;
import dev.portcullis.operate.Accounts;
import dev.portcullis.operate.Aws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** {@code --stack} as a person types it, by each way to the admin API; moto keeps the admin key. */
@TestInstance(Lifecycle.PER_CLASS)
final class StackDoorTest {
    private static final String HOST = "\"url\":\"https://llm.example.com\",\"adminCommand\":\"aws ssm start-session"
            + " --region eu-west-1 --target i-0123456789abcdef0 --document-name portcullis-prod-admin-forward\"";

    private final MotoServer moto = MotoServer.start();

    @SuppressWarnings("NullAway.Init")
    private StackDoorStandIn stack;

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Map<String, String> more = new HashMap<>();

    @BeforeAll
    void the_admin_key_in_the_account() {
        try (Aws aws = Accounts.at(moto.endpoint(), "a", "b")) {
            aws.ssm()
                    .putParameter(request -> request.name("/portcullis/prod/admin-key")
                            .type(ParameterType.SECURE_STRING)
                            .value(StackDoorStandIn.KEY_SECRET + "rest"));
        }
    }

    @AfterAll
    void end() {
        moto.close();
    }

    @BeforeEach
    void start(@TempDir Path fresh) throws IOException {
        folder = fresh;
        stack = new StackDoorStandIn(folder);
        more = new HashMap<>(Map.of(
                "AWS_ENDPOINT_URL", moto.endpoint().toString(),
                "AWS_ACCESS_KEY_ID", "a",
                "AWS_SECRET_ACCESS_KEY", "b"));
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void the_operators_service_token_opens_the_door_with_the_stored_admin_key() throws Exception {
        door();
        CommandProcess.Said said = run("clients", "list", "--stack", "prod");

        assertThat(said.err())
                .isEqualTo("Reading the outputs of stack 'prod'\nAsking " + stack.url()
                        + " with the operators' service token\n");
        assertThat(said.out()).isEqualTo("NAME  LIVE KEYS  SERVICE TOKEN  SINCE\n");
        assertThat(said.code()).isZero();
        assertThat(stack.asked).containsExactly("token with key /admin/clients?limit=500");
    }

    @Test
    void a_person_who_signed_in_needs_no_admin_key() throws Exception {
        door();
        stack.cloudflared(StackDoorStandIn.PERSON);
        more.clear();
        CommandProcess.Said said = run("keys", "list", "--stack", "prod", "--json");

        assertThat(said.err()).endsWith("Asking " + stack.url() + ", signed in with cloudflared\n");
        assertThat(said.code()).isZero();
        assertThat(stack.asked).containsExactly("person /admin/keys?limit=500");
    }

    @Test
    void without_a_session_cloudflared_is_passed_over() throws Exception {
        door();
        stack.cloudflared("");

        assertThat(run("keys", "list", "--stack", "prod").code()).isZero();
        assertThat(stack.asked).containsExactly("token with key /admin/keys?limit=500");
    }

    @Test
    void without_a_door_a_session_is_opened_and_ended() throws Exception {
        stack.pulumi(HOST, "");
        stack.sessions();
        CommandProcess.Said said = run("keys", "list", "--stack", "prod");

        assertThat(said.err())
                .isEqualTo("Reading the outputs of stack 'prod'\n"
                        + "Opening a session to the host i-0123456789abcdef0 for the admin port\n");
        assertThat(said.code()).isZero();
        assertThat(stack.asked).containsExactly("host with key /admin/keys?limit=500");
        pluginEnded();
    }

    @Test
    void a_refusal_ends_the_session_too() throws Exception {
        stack.pulumi(HOST, "");
        stack.sessions();
        stack.answersWith(503);

        assertThat(run("keys", "list", "--stack", "prod").code()).isEqualTo(1);
        pluginEnded();
    }

    @Test
    void an_interruption_ends_the_session_too() throws Exception {
        stack.pulumi(HOST, "");
        stack.sessions();
        stack.hangs();
        Process process = CommandProcess.start(environment(), folder.resolve("err"), "keys", "list", "--stack", "prod");
        assertThat(stack.hanging.await(60, TimeUnit.SECONDS)).isTrue();
        process.destroy();

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        pluginEnded();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            An error occurred (TargetNotConnected) when calling the StartSession operation: i-0 is not connected. | a host that is awake and has the SSM agent, got i-0123456789abcdef0, which is not connected
            An error occurred (AccessDeniedException) when calling the StartSession operation: no                 | the right to open the document portcullis-prod-admin-forward, got credentials without it
            An error occurred (ExpiredTokenException) when calling the StartSession operation: expired            | AWS credentials that are valid, got others
            SessionManagerPlugin is not found. Please refer to SessionManager Documentation here                  | the AWS CLI's plugin for sessions, got none
            Could not connect to the endpoint URL: "https://ssm.eu-west-1.amazonaws.com/"                         | an answer of AWS Systems Manager in eu-west-1, got none
            """)
    void a_session_that_does_not_come_about_is_told(String says, String message) throws Exception {
        stack.pulumi(HOST, "");
        stack.sessions();
        stack.script("aws", "echo '" + says + "' >&2; exit 254\n");
        CommandProcess.Said said = run("keys", "list", "--stack", "prod");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("session: expected " + message + "\n");
    }

    @ParameterizedTest
    @CsvSource({"aws, the AWS CLI on PATH", "session-manager-plugin, the AWS CLI's plugin for sessions on PATH"})
    void a_missing_program_is_told_before_anything_is_opened(String program, String expected) throws Exception {
        stack.pulumi(HOST, "");
        stack.sessions();
        Files.delete(folder.resolve(program));
        CommandProcess.Said said = run("keys", "list", "--stack", "prod");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .contains(program + ": expected " + expected + ", as the stack has no operators' door, got none\n"
                        + "  Install it (");
        assertThat(folder.resolve("plugin.pid")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            302 | 2 | Access: expected somebody whom the operators' policy lets through, got a refusal with status 302
            530 | 1 | portcullis: expected a gateway that is awake, got status 530 of the edge
            """)
    void what_the_edge_answers_is_told_with_the_next_step(int status, int code, String message) throws Exception {
        door();
        stack.answersWith(status);
        CommandProcess.Said said = run("keys", "list", "--stack", "prod");

        assertThat(said.err()).contains(message + "\n  ");
        assertThat(said.err()).doesNotContain(StackDoorStandIn.TOKEN_SECRET, StackDoorStandIn.KEY_SECRET);
        assertThat(said.code()).isEqualTo(code);
    }

    @Test
    void a_stack_whose_secrets_cannot_be_read_names_the_way_of_a_person() throws Exception {
        door();
        stack.pulumi(HOST + ",\"adminUrl\":\"" + stack.url() + "\"", "");
        CommandProcess.Said said = run("keys", "list", "--stack", "prod");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).endsWith(", or sign in yourself: cloudflared access login " + stack.url() + "\n");
    }

    @Test
    void an_admin_key_that_is_not_in_the_account_is_told() throws Exception {
        door();
        more.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        CommandProcess.Said said = run("keys", "list", "--stack", "prod");

        assertThat(said.err()).contains("AWS: expected an answer to ssm:GetParameter on /portcullis/prod/admin-key");
        assertThat(said.code()).isEqualTo(1);
    }

    @Test
    void a_named_admin_key_needs_no_account() throws Exception {
        door();
        more.clear();
        Path file = Files.writeString(folder.resolve("k"), "ak-first-" + StackDoorStandIn.KEY_SECRET + "\n");

        assertThat(run("keys", "list", "--stack", "prod", "--admin-key-file", file.toString())
                        .code())
                .isZero();
    }

    @Test
    void a_stack_and_a_url_are_one_too_many() throws Exception {
        CommandProcess.Said said = run("keys", "list", "--stack", "prod", "--gateway", "http://127.0.0.1:1");

        assertThat(said.err())
                .isEqualTo("--gateway: expected one of --gateway and --stack, got both\n  Leave out --gateway\n");
        assertThat(said.code()).isEqualTo(2);
    }

    private void door() throws IOException {
        String plain = HOST + ",\"adminUrl\":\"" + stack.url() + "\",\"operatorsClientId\":\"ops.access\",";
        stack.pulumi(
                plain + "\"operatorsClientSecret\":\"[secret]\"",
                plain + "\"operatorsClientSecret\":\"" + StackDoorStandIn.TOKEN_SECRET + "\"");
    }

    private Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(stack.environment());
        all.putAll(more);
        return all;
    }

    private CommandProcess.Said run(String... arguments) throws IOException, InterruptedException {
        return CommandProcess.run(environment(), arguments);
    }

    private void pluginEnded() throws IOException {
        long pid = Long.parseLong(Files.readString(folder.resolve("plugin.pid")).strip());
        assertThat(folder.resolve("plugin.end")).hasContent("ended\n");
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }
}
