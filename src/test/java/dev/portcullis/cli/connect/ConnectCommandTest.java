package dev.portcullis.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConnectCommandTest {
    @TempDir
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private StubGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new StubGateway(home.resolve("cache"));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void claude_code_is_set_up_beside_what_its_owner_has_there() throws Exception {
        Path file = write(
                ".claude/settings.json",
                "{\"theme\": \"dark\", \"env\": {\"EDITOR\": \"vi\", \"ANTHROPIC_MODEL\": \"x\"}}");
        CommandProcess.Said said = run("connect", "claude-code", "--try");

        assertThat(said.err()).isEqualTo("Asking one short answer of claude-x\n");
        assertThat(said.code()).isZero();
        Path backup = backups(file).get(0);
        assertThat(said.out().replaceAll("[0-9]+ ms", "1 ms")).isEqualTo("""
                Wrote %s
                  before: %s
                  replaced: env.ANTHROPIC_MODEL
                claude-x answered in 1 ms: Hello from it
                Claude Code is set up for the running try. Start it: claude
                """.formatted(file, backup));
        assertThat(Files.readString(backup)).contains("\"ANTHROPIC_MODEL\": \"x\"");
        assertThat(JsonParser.parseString(Files.readString(file))
                        .getAsJsonObject()
                        .get("theme")
                        .getAsString())
                .isEqualTo("dark");
        assertThat(Files.readString(file))
                .contains(
                        "\"EDITOR\": \"vi\"", "\"ANTHROPIC_BASE_URL\": \"" + gateway.url() + "\"", StubGateway.SECRET);
        assertThat(List.of(mode(file), mode(backup))).containsOnly("rw-------");
        assertThat(gateway.asked.get(1)).startsWith("/v1/messages {\"model\":\"claude-x\",\"max_tokens\":16");
    }

    @Test
    void a_second_time_changes_nothing_and_keeps_no_further_copy() throws Exception {
        run("connect", "codex", "--try");
        Path file = home.resolve(".codex/config.toml");
        CommandProcess.Said said = run("connect", "codex", "--try");

        assertThat(said.out())
                .startsWith("Already set: " + file + "\nAlready set: " + home.resolve(".codex/.env")
                        + "\nnova-pro answered");
        assertThat(backups(file)).isEmpty();
        assertThat(mode(home.resolve(".codex"))).isEqualTo("rwx------");
    }

    @Test
    void when_one_file_of_a_tool_is_not_valid_none_is_changed() throws Exception {
        Path file = write(".codex/.env", "not an assignment\n");
        CommandProcess.Said said = run("connect", "codex", "--try");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .isEqualTo(
                        file + ": expected lines NAME=value, got something else in line 1; "
                                + "it is left as it was\n  Repair it and try again, or see the settings with --print and put them in by hand\n");
        assertThat(Files.readString(file)).isEqualTo("not an assignment\n");
        assertThat(home.resolve(".codex/config.toml")).doesNotExist();
    }

    @Test
    void a_link_stays_a_link() throws Exception {
        Path kept = write("dotfiles/claude.json", "{}");
        Files.createDirectory(home.resolve(".claude"));
        Path link = Files.createSymbolicLink(home.resolve(".claude/settings.json"), kept);
        run("connect", "claude-code", "--try");

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.readString(kept)).contains("ANTHROPIC_AUTH_TOKEN");
    }

    @ParameterizedTest
    @CsvSource({
        "opencode, .config/opencode/opencode.json",
        "aider, .aider.conf.yml",
        "aider, .aider.model.settings.yml",
        "openai-sdk, .config/portcullis/openai-sdk.env",
        "anthropic-sdk, .config/portcullis/anthropic-sdk.env",
        "open-webui, .config/portcullis/open-webui.env",
        "curl, .config/portcullis/curl.conf",
        "codex, .codex/.env"
    })
    void each_tool_gets_its_files_and_only_print_shows_a_secret(String tool, String file) throws Exception {
        CommandProcess.Said said = run("connect", tool, "--try", "--json");
        CommandProcess.Said printed = run("connect", tool, "--try", "--print");

        assertThat(said.code()).isZero();
        assertThat(JsonParser.parseString(said.out())
                        .getAsJsonObject()
                        .getAsJsonObject("call")
                        .get("said")
                        .getAsString())
                .isEqualTo("Hello from it");
        assertThat(mode(home.resolve(file))).isEqualTo("rw-------");
        assertThat(Files.readString(home.resolve(file))).containsAnyOf(StubGateway.KEY, StubGateway.SECRET);
        assertThat(said.out() + said.err()).doesNotContain(StubGateway.KEY, StubGateway.SECRET);
        assertThat(printed.out()).contains(home.resolve(file).toString(), StubGateway.KEY);
    }

    @Test
    void printed_settings_go_to_a_new_file_of_its_owner_alone() throws Exception {
        Path file = home.resolve("settings.txt");
        CommandProcess.Said said = run("connect", "curl", "--try", "--print", "--out", file.toString());

        assertThat(said.code()).isZero();
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).endsWith("The settings of curl are in " + file + ", with their secrets\n");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(Files.readString(file)).contains(StubGateway.KEY);
        assertThat(run("connect", "curl", "--try", "--print", "--out", file.toString())
                        .err())
                .startsWith("--out: expected a new file, got '" + file + "', which exists");
        assertThat(run("connect", "curl", "--try", "--out", home.resolve("x").toString())
                        .err())
                .startsWith("--out: expected --print or --invite beside it, got neither");
    }

    @Test
    void variables_go_into_a_file_of_the_persons_choice() throws Exception {
        Path file = write("work/.env", "DATABASE=x\n");
        run("connect", "openai-sdk", "--try", "--file", file.toString());

        assertThat(Files.readString(file)).startsWith("DATABASE=x\nPORTCULLIS_KEY=" + StubGateway.KEY + "\n");
    }

    @Test
    void a_refused_key_changes_no_file_and_says_why() throws Exception {
        Path key = write("other.key", "pk-abcdefgh-" + "x".repeat(43));
        CommandProcess.Said said = run("connect", "curl", "--try", "--key-file", key.toString());

        assertThat(said.err())
                .isEqualTo("portcullis: expected an answer of the gateway, got status 401: key: expected another\n");
        assertThat(said.code()).isEqualTo(1);
        assertThat(home.resolve(".config")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            connect cursor --try                   | Cursor cannot send the Access headers
            connect codex --try --file x           | Leave it out: Codex reads its own place
            connect codex --try --model gpt        | --model: expected one of nova-pro, claude-x, got 'gpt'
            connect codex --try --client laptop    | Leave it out: a try has one client
            connect codex --stack ../x             | --stack: expected the name of a stack, got '../x'
            connect codex --stack prod             | pulumi: expected the Pulumi CLI on PATH, got none
            connect codex                          | connect: expected --try, --stack or --from, got nothing
            """)
    void bad_input_is_told(String line, String part) throws Exception {
        CommandProcess.Said said = run(line.strip().split(" ", -1));

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(part);
        assertThat(home.resolve(".codex")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            error: no stack named 'prod' found                        | expected a stack of this state, got none of that name
            error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE | Set PULUMI_CONFIG_PASSPHRASE_FILE to the file that holds it
            error: PULUMI_ACCESS_TOKEN must be set for login          | Run: pulumi login
            error: AccessDenied: Access Denied                        | Use the role deployer, or ask one who has it
            error: something new                                      | expected an answer of the Pulumi CLI, got 'something new'
            """)
    void what_pulumi_refuses_is_told_with_what_mends_it(String refusal, String part) throws Exception {
        pulumi("echo \"" + refusal + "\" >&2; exit 255");
        CommandProcess.Said said = run("connect", "codex", "--stack", "prod");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .startsWith("Reading the outputs of stack 'prod'\n")
                .contains(part);
    }

    @Test
    void an_invitation_goes_from_a_stack_to_a_teammates_tool() throws Exception {
        pulumi("echo '{\"url\":\"https://llm.example.com\",\"clientIds\":{\"laptop\":\"" + StubGateway.ID + "\"},"
                + "\"clientSecrets\":{\"laptop\":\"" + StubGateway.SECRET + "\"},"
                + "\"virtualKeys\":{\"laptop\":\"" + StubGateway.KEY + "\"}}'");
        KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
        String to = new String(pair.getPublic().getEncoded(), StandardCharsets.US_ASCII);
        write("id", new String(pair.getPrivate().getEncoded(), StandardCharsets.US_ASCII));
        Path file = home.resolve("laptop.age");
        CommandProcess.Said made =
                run("connect", "--invite", "laptop", "--stack", "prod", "--to", to, "--out", file.toString());

        assertThat(made.err())
                .isEqualTo("Reading the outputs of stack 'prod'\nOnly the owner of " + to + " can open it\n"
                        + "The teammate runs: ./portcullis connect claude-code --from FILE --identity AGE-IDENTITY\n");
        assertThat(made.code() + made.out()).isEqualTo("0");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(Files.readString(file)).doesNotContain(StubGateway.KEY, StubGateway.SECRET);
        CommandProcess.Said unopened = run("connect", "codex", "--from", file.toString());
        assertThat(unopened.err()).startsWith("--identity: expected the file of age-keygen that opens '" + file + "'");
        CommandProcess.Said opened = run(
                "connect",
                "codex",
                "--from",
                file.toString(),
                "--identity",
                home.resolve("id").toString());
        assertThat(opened.err()).startsWith("portcullis: expected an answer of the gateway");
        assertThat(opened.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            connect codex --invite laptop --stack prod   | TOOL: expected none beside --invite, got 'codex'
            connect --invite laptop --try                | --invite: expected --stack beside it, and no --client
            connect --from /none                         | TOOL: expected one of aider
            connect codex --from /none                   | --from: expected a readable file, got '/none': NoSuchFileException
            connect codex --from /etc/hostname           | expected an invitation of this release, whole
            connect codex --try --identity /none         | --identity: expected --from beside it
            """)
    void a_wrong_invitation_is_told(String line, String part) throws Exception {
        CommandProcess.Said said = run(line.strip().split(" ", -1));

        assertThat(said.err()).contains(part);
        assertThat(said.code()).isEqualTo(2);
    }

    @Test
    void a_stack_names_its_clients_and_its_key() throws Exception {
        pulumi("echo '{\"url\":\"https://127.0.0.1:1\",\"clientIds\":{\"ci\":\"id-of-ci\",\"laptop\":\"id-of-laptop\"},"
                + "\"clientSecrets\":{\"ci\":\"secret-of-ci\",\"laptop\":\"secret-of-laptop\"},"
                + "\"virtualKeys\":{\"ci\":\"" + StubGateway.KEY + "\"}}'");

        assertThat(run("connect", "codex", "--stack", "prod").err())
                .contains("--client: expected one of ci, laptop, got none");
        assertThat(run("connect", "codex", "--stack", "prod", "--client", "laptop")
                        .err())
                .contains("--key-file: expected a file with a virtual key for client 'laptop'");
        CommandProcess.Said away = run("connect", "codex", "--stack", "prod", "--client", "ci");
        assertThat(away.code() + away.err())
                .startsWith("1Reading")
                .contains("expected an answer of the gateway, got no answer (ConnectException)");
    }

    private void pulumi(String script) throws IOException {
        Path file = write("bin/pulumi", "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static List<Path> backups(Path file) throws IOException {
        try (Stream<Path> all = Files.list(file.getParent())) {
            return all.filter(each -> each.toString().startsWith(file + ".before-portcullis-"))
                    .toList();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private CommandProcess.Said run(String... arguments) throws IOException, InterruptedException {
        return CommandProcess.run(
                Map.of(
                        "HOME", home.toString(),
                        "XDG_CACHE_HOME", home.resolve("cache").toString(),
                        "PATH", home.resolve("bin").toString()),
                arguments);
    }
}
