package dev.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.deployed.PulumiRunner;
import dev.portcullis.deployed.StackOutputs;
import dev.portcullis.deployed.StackOutputs.Secrets;
import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The outputs of a stack, and every refusal, from the real CLI. */
final class PulumiOutputsIT {
    private static final String SECRET = "a-secret-of-the-stack";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Path tools = Path.of("");
    private Path state = Path.of("");

    @BeforeEach
    void a_stack_with_outputs() throws Exception {
        tools = EngineTools.folder();
        state = Files.createDirectory(folder.resolve("state"));
        Files.writeString(folder.resolve("Pulumi.yaml"), "name: probe\nruntime: yaml\n");
        environment.putAll(Map.of(
                "PATH",
                tools + ":/usr/bin:/bin",
                "HOME",
                folder.toString(),
                "PULUMI_HOME",
                folder.resolve("home").toString(),
                "PULUMI_BACKEND_URL",
                "file://" + state,
                "PULUMI_CONFIG_PASSPHRASE",
                "correct horse"));
        runner().about("prod", "stack", "init");
        runner().about("bare", "stack", "init");
        String resources = """
                "resources": [{
                  "urn": "urn:pulumi:prod::probe::pulumi:pulumi:Stack::probe-prod",
                  "custom": false, "type": "pulumi:pulumi:Stack",
                  "outputs": {
                    "url": "https://llm.example.com",
                    "clientIds": {"ci": "ci.access", "laptop": "laptop.access"},
                    "clientSecrets": {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
                                      "plaintext": "{\\"ci\\":\\"c\\",\\"laptop\\":\\"%s\\"}"}}}],
                "metadata": {}""".formatted(SECRET);
        Files.writeString(
                folder.resolve("deployment.json"),
                runner().about("prod", "stack", "export").replace("\"metadata\": {}", resources));
        runner().about("prod", "stack", "import", "--file", "deployment.json");
    }

    @Test
    void outputs_are_read_with_their_secrets() {
        StackOutputs outputs = StackOutputs.read(folder, environment, "prod", Secrets.SHOWN);

        assertThat(outputs.url()).hasToString("https://llm.example.com");
        assertThat(outputs.client(Optional.of("laptop"))).isEqualTo("laptop");
        assertThat(outputs.token("laptop").clientSecret()).isEqualTo(SECRET);
        assertThat(outputs.text("adminUrl")).isEmpty();
    }

    @Test
    void plain_outputs_need_no_passphrase() {
        environment.remove("PULUMI_CONFIG_PASSPHRASE");

        assertThat(StackOutputs.read(folder, environment, "prod", Secrets.HIDDEN)
                        .url())
                .hasToString("https://llm.example.com");
    }

    @Test
    void a_hidden_secret_is_no_value() {
        StackOutputs outputs = StackOutputs.read(folder, environment, "prod", Secrets.HIDDEN);

        assertThatThrownBy(() -> outputs.token("laptop"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("stack 'prod': expected the output 'clientSecrets'");
    }

    @Test
    void an_unknown_stack_is_told() {
        refused("none", "stack 'none': expected a stack of this state, got none of that name\n  See: pulumi stack ls");
    }

    @Test
    void a_name_that_would_be_an_option_never_reaches_the_cli() {
        refused("--help", "--stack: expected the name of a stack, got '--help'\n  See: pulumi stack ls");
    }

    @Test
    void a_stack_that_was_never_deployed_is_told() {
        refused(
                "bare",
                "stack 'bare': expected the output 'url' of a deployed gateway, got none\n"
                        + "  Deploy it first: pulumi up --stack bare");
    }

    @Test
    void a_missing_login_is_told() {
        environment.remove("PULUMI_BACKEND_URL");
        refused(
                "prod",
                "stack 'prod': expected a login to the state, got none\n"
                        + "  Run: pulumi login s3://<bucket>, or pulumi login --local");
    }

    @ParameterizedTest
    @CsvSource({
        "PULUMI_CONFIG_PASSPHRASE, wrong, another, the right one",
        "PULUMI_CONFIG_PASSPHRASE_FILE, /nope, none, it",
        "HOME, /, none, it"
    })
    void a_missing_or_wrong_passphrase_is_told_and_not_shown(String variable, String value, String got, String which) {
        environment.remove("PULUMI_CONFIG_PASSPHRASE");
        environment.put(variable, value);
        refused(
                "prod",
                "stack 'prod': expected the passphrase of its secrets, got " + got
                        + "\n  Set PULUMI_CONFIG_PASSPHRASE_FILE to the file that holds " + which);
    }

    @Test
    void a_state_that_was_cut_off_is_told() throws IOException {
        Path file = state.resolve(".pulumi/stacks/probe/prod.json");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, new byte[0]);

        refused(
                "prod",
                "stack 'prod': expected a whole state, got one whose file was cut off while the CLI wrote it\n"
                        + "  Put the copy beside it in its place: .pulumi/stacks/portcullis/<stack>.json.bak of the state");
        Files.write(file, whole);
    }

    @Test
    void a_locked_stack_is_told_when_something_would_change_it() throws IOException {
        Path locks = Files.createDirectories(state.resolve(".pulumi/locks/organization/probe/prod"));
        Files.writeString(
                locks.resolve("a.json"),
                "{\"pid\":1,\"username\":\"a\",\"hostname\":\"b\",\"timestamp\":\"2026-11-27T10:00:00Z\"}");

        assertThatThrownBy(() -> runner().about("prod", "stack", "import", "--file", "deployment.json"))
                .isInstanceOf(BadInput.class)
                .hasMessage("stack 'prod': expected a stack that nobody changes just now,"
                        + " got one that is locked by another 'pulumi up', or by one that was cut off\n"
                        + "  Wait until that ends; if none runs, remove its lock with 'pulumi cancel'");
        assertThat(StackOutputs.read(folder, environment, "prod", Secrets.SHOWN).url())
                .hasToString("https://llm.example.com");
    }

    @Test
    void a_state_that_is_not_there_is_told() {
        environment.put("PULUMI_BACKEND_URL", "file:///nonexistent/state");
        refused(
                "prod",
                "stack 'prod': expected a state that can be reached, got none at the address of the login\n"
                        + "  See: pulumi whoami --verbose");
    }

    @Test
    void credentials_that_cannot_read_the_state_are_told() {
        environment.put("PULUMI_BACKEND_URL", "s3://portcullis-state?region=eu-central-1");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        refused(
                "prod",
                "stack 'prod': expected credentials that may read the state and decrypt its secrets, got none that may\n"
                        + "  Use the role deployer, or ask one who has it");
    }

    @Test
    void a_folder_without_a_project_is_told() throws IOException {
        Files.delete(folder.resolve("Pulumi.yaml"));
        refused(
                "prod",
                "stack 'prod': expected a folder with Pulumi.yaml, got another\n"
                        + "  Run ./portcullis of the project's own folder");
    }

    @Test
    void a_machine_without_the_cli_is_told() {
        environment.put("PATH", folder.toString());

        assertThatThrownBy(() -> StackOutputs.read(folder, environment, "prod", Secrets.HIDDEN))
                .isInstanceOf(BadInput.class)
                .hasMessage("pulumi: expected the Pulumi CLI on PATH, got none\n"
                        + "  Install it (https://www.pulumi.com/docs/install/), or use a running ./portcullis try");
    }

    private PulumiRunner runner() {
        return PulumiRunner.installed(folder, environment);
    }

    private void refused(String stack, String message) {
        assertThatThrownBy(() -> StackOutputs.read(folder, environment, stack, Secrets.SHOWN))
                .isInstanceOf(BadInput.class)
                .hasMessage(message)
                .hasMessageNotContaining(SECRET);
    }
}
