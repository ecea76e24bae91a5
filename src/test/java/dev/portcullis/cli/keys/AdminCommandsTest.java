package dev.portcullis.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.cli.Main;
import dev.portcullis.cli.connect.CommandProcess;
import dev.portcullis.gate.admin.TestAdmin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands against the API itself, on a real PostgreSQL. */
final class AdminCommandsTest {
    private static final String SECRET = "pk-[a-z0-9]{8}-[A-Za-z0-9_-]{43}\n";

    @TempDir
    private Path folder;

    private TestAdmin admin = new TestAdmin();
    private Path keyFile = Path.of("");
    private String out = "";
    private String err = "";

    @BeforeEach
    void write_the_key_file() throws IOException {
        keyFile = Files.writeString(folder.resolve("admin.key"), admin.firstKey() + "\n");
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void the_secret_of_a_new_key_goes_alone_to_standard_output() {
        assertThat(ask("keys", "create", "nightly", "--client", "ci", "--day", "2.5", "--total", "100"))
                .isZero();

        assertThat(out).matches(SECRET);
        assertThat(err)
                .isEqualTo("Created key 'nightly' (" + out.substring(3, 11)
                        + ") of client ci, $2.5 a day, $100 in total. The new secret is shown only now\n");
    }

    @Test
    void a_new_key_as_json_has_its_secret_inside() {
        assertThat(ask(
                        "keys",
                        "create",
                        "k",
                        "--client",
                        "ci",
                        "--unlimited",
                        "--model",
                        "claude-*",
                        "--model",
                        "nova-pro",
                        "--capability",
                        "chat",
                        "--requests-per-minute",
                        "60",
                        "--tokens-per-minute",
                        "1000",
                        "--in-flight",
                        "2",
                        "--time-zone",
                        "Europe/Berlin",
                        "--expires",
                        "2027-01-01T00:00:00Z",
                        "--json"))
                .isZero();
        JsonObject key = JsonParser.parseString(out).getAsJsonObject().getAsJsonObject("key");

        assertThat(JsonParser.parseString(out).getAsJsonObject().get("secret").getAsString() + "\n")
                .matches(SECRET);
        assertThat(key.get("models").toString()
                        + key.get("capabilities")
                        + key.get("limits")
                        + key.get("budgets")
                        + key.get("timeZone")
                        + key.get("expiresAt"))
                .isEqualTo("[\"claude-*\",\"nova-pro\"][\"chat\"]"
                        + "{\"requestsPerMinute\":60,\"tokensPerMinute\":1000,\"inFlight\":2}{}"
                        + "\"Europe/Berlin\"\"2027-01-01T00:00:00Z\"");
        assertThat(err).isEmpty();
    }

    @Test
    void a_secret_goes_to_a_new_file_of_its_owner_alone() throws IOException {
        Path file = folder.resolve("nightly.key");

        assertThat(ask("keys", "create", "nightly", "--client", "ci", "--day", "1", "--out", file.toString()))
                .isZero();

        assertThat(out).isEmpty();
        assertThat(err).endsWith(", $1 a day. The new secret is in " + file + "\n");
        assertThat(Files.readString(file)).matches(SECRET);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(ask(
                        "keys",
                        "rotate",
                        "nightly",
                        "--json",
                        "--out",
                        folder.resolve("second.key").toString()))
                .isZero();
        assertThat(JsonParser.parseString(out).getAsJsonObject().keySet())
                .contains("secretFile")
                .doesNotContain("secret");
    }

    @Test
    void a_file_that_exists_is_kept_and_no_key_is_created() throws IOException {
        assertThat(ask("keys", "create", "k", "--client", "ci", "--day", "1", "--out", keyFile.toString()))
                .isEqualTo(2);

        assertThat(err)
                .isEqualTo("--out: expected a new file, got '" + keyFile
                        + "', which exists\n  Choose another name, or remove it\n");
        assertThat(Files.readString(keyFile)).isEqualTo(admin.firstKey() + "\n");
        ask("keys", "list", "--json");
        assertThat(JsonParser.parseString(out).getAsJsonObject().getAsJsonArray("items"))
                .isEmpty();
    }

    @Test
    void a_refused_key_leaves_no_file() {
        Path file = folder.resolve("refused.key");

        assertThat(ask("keys", "create", "k", "--client", "nobody", "--day", "1", "--out", file.toString()))
                .isEqualTo(2);

        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"2027-01-01, 2027-01-01T00:00:00Z", "2027-01-01T01:30:00+01:00, 2027-01-01T00:30:00Z"})
    void an_end_is_a_date_or_a_time(String given, String expected) {
        ask("keys", "create", "k", "--client", "ci", "--day", "1", "--expires", given, "--json");

        assertThat(JsonParser.parseString(out)
                        .getAsJsonObject()
                        .getAsJsonObject("key")
                        .get("expiresAt")
                        .getAsString())
                .isEqualTo(expected);
    }

    @Test
    void mistakes_are_told_all_at_once_and_are_bad_input() {
        assertThat(ask("keys", "create", "k", "--client", "c", "--day", "a lot", "--in-flight", "many"))
                .isEqualTo(2);

        assertThat(out).isEmpty();
        assertThat(err).isEqualTo("""
                3 problems:
                --client: expected a client of this gateway, got 'c'
                  Known: ci, laptop
                --day: expected dollars with at most six decimals, below a billion, got 'a lot'
                  Write such as 2.5
                --in-flight: expected a whole number from 1 to 999999999, got 'many'
                  Leave it out for no limit
                """);
    }

    @Test
    void keys_are_listed_by_name_and_revoked_ones_when_asked_for() {
        String a = key("a");
        key("b");
        ask("keys", "revoke", "b");

        assertThat(err).startsWith("Revoked key 'b' (");
        assertThat(ask("keys", "list")).isZero();
        assertThat(out)
                .isEqualTo("NAME  ID        CLIENT  STATUS  BUDGET    MODELS  EXPIRES\n" + "a     " + a
                        + "  ci      live    $1 a day  *       -\n");
        ask("keys", "list", "--all");
        assertThat(out.lines()).hasSize(3);
        ask("keys", "list", "--json");
        assertThat(JsonParser.parseString(out).getAsJsonObject().getAsJsonArray("items"))
                .hasSize(2);
    }

    @Test
    void a_key_is_shown_with_what_is_left() throws Exception {
        ask("keys", "create", "k", "--client", "ci", "--day", "2.5", "--requests-per-minute", "60");
        String id = out.substring(3, 11);
        admin.spend(id, "nova-pro", 100_001);
        ask("keys", "show", "k");

        assertThat(out).isEqualTo("""
                KEY                 k
                id                  %s
                client              ci
                status              live
                models              *
                capabilities        *
                time zone           UTC
                default max_tokens  -
                created             2026-11-21T12:00:00Z
                expires             -
                revoked             -

                BUDGET  AMOUNT  SPENT      RESERVED  LEFT       RESETS
                day     $2.5    $0.100001  $0        $2.399999  2026-11-22T00:00:00Z

                LIMIT              MOST  USED  LEFT  RESETS
                requestsPerMinute  60    1     59    2026-11-21T12:01:00Z
                """.formatted(id));
    }

    @Test
    void an_edit_changes_only_what_it_names_and_none_removes() {
        key("k");

        assertThat(ask("keys", "edit", "k", "--day", "none", "--month", "40", "--name", "new"))
                .isZero();
        assertThat(err).matches("Changed key 'new' \\([a-z0-9]{8}\\): \\$40 a month\n");
        assertThat(ask("keys", "edit", "new", "--unlimited")).isZero();
        assertThat(err).endsWith(": unlimited\n");
        assertThat(ask("keys", "edit", "new")).isEqualTo(2);
        assertThat(err)
                .isEqualTo(
                        "keys edit: expected something to change, got nothing\n  See ./portcullis keys edit --help\n");
    }

    @Test
    void a_rotation_prints_the_new_secret_alone() {
        String id = key("k");

        assertThat(ask("keys", "rotate", "k", "--overlap", "7d")).isZero();
        assertThat(out).matches(SECRET).startsWith("pk-" + id);
        assertThat(err)
                .isEqualTo("Rotated key 'k'. The old secret works for 7d more. The new secret is shown only now\n");
        assertThat(ask("keys", "rotate", "k", "--overlap", "soon")).isEqualTo(2);
        assertThat(err)
                .isEqualTo(
                        "--overlap: expected 0, or a number and s, m, h or d, such as 24h, got 'soon'\n  Write a span such as 24h or 30d\n");
        assertThat(ask("keys", "rotate", "k", "--overlap", "31d")).isEqualTo(2);
        assertThat(err).startsWith("--overlap: expected a time from 0 to 30d, got 2678400 seconds\n");
    }

    @Test
    void spending_is_shown_with_the_dearest_first_and_its_sum() throws Exception {
        String id = key("k");
        admin.spend(id, "claude-opus-5-5", 1);
        admin.spend(id, "nova-pro", 250_000);

        assertThat(ask("spend", "--by", "model", "--since", "2026-11-20")).isZero();
        assertThat(out).isEqualTo("""
                MODEL            REQUESTS  INPUT  OUTPUT  CACHED  WRITTEN  IMAGES  COST
                nova-pro         1         5      7       0       0        0       $0.25
                claude-opus-5-5  1         5      7       0       0        0       $0.000001

                $0.250001 from 2026-11-20 to 2026-11-21 (UTC)
                Of the gateway's cap of $50 a day, $49.749999 is left until 2026-11-22T00:00:00Z
                Of the gateway's cap of $900 a month, $899.749999 is left until 2026-12-01T00:00:00Z
                """);
        assertThat(ask("spend", "--by", "colour", "--since", "1999-01-01")).isEqualTo(2);
        assertThat(err).isEqualTo("""
                2 problems:
                --by: expected one of key, client, model, day, got 'colour'
                  Leave it out for key
                --since: expected a date from 2020 on such as 2026-11-21, got '1999-01-01'
                  Write year, month and day
                """);
    }

    @Test
    void todays_spend_is_that_of_the_gateways_day() throws Exception {
        admin.spend(key("k"), "nova-pro", 250_000);

        assertThat(ask("spend", "today")).isZero();
        assertThat(out)
                .startsWith("KEY  REQUESTS  INPUT  OUTPUT  CACHED  WRITTEN  IMAGES  COST\n"
                        + "k    1         5      7       0       0        0       $0.25\n")
                .contains("$0.25 from 2026-11-21 to 2026-11-21 (UTC)\n");
    }

    @ParameterizedTest
    @CsvSource({
        "daily 2, 2026-11-21, 2026-11-20 to 2026-11-21",
        "models, nova-pro, 2026-11-01 to 2026-11-21",
        "clients, ci, 2026-11-01 to 2026-11-21"
    })
    void spend_is_shown_by_a_word(String words, String name, String days) throws Exception {
        admin.spend(key("k"), "nova-pro", 250_000);

        assertThat(ask(("spend " + words).split(" ", -1))).isZero();
        assertThat(out).contains("\n" + name + " ", "$0.25 from " + days);
    }

    @Test
    void the_monitor_shows_calls_spend_and_caps() throws Exception {
        admin.spend(key("k"), "nova-pro", 250_000);

        assertThat(ask("monitor")).isZero();
        assertThat(out).isEqualTo("""
                No call in flight

                SPENT TODAY  REQUESTS  COST
                k            1         $0.25

                CAP      AMOUNT  SPENT  RESERVED  LEFT
                a day    $50     $0.25  $0        $49.75
                a month  $900    $0.25  $0        $899.75

                Nothing refused since 2026-11-21T12:00:00Z
                """);
        assertThat(ask("monitor", "--json")).isZero();
        assertThat(JsonParser.parseString(out).getAsJsonObject().keySet())
                .containsExactly("inFlight", "today", "spentToday", "caps", "refusedSince", "refused");
    }

    @Test
    void a_call_in_flight_is_shown_by_the_monitor_and_counted_by_an_incident() throws Exception {
        admin.reserve(key("k"), "nova-pro", 100_000);

        ask("monitor");
        assertThat(out)
                .startsWith("IN FLIGHT  CLIENT  MODEL     RESERVED  SINCE\n"
                        + "k          ci      nova-pro  $0.1      12:00:00\n");
        ask("incident", "key", "k", "--since", "2026-11-20");
        assertThat(out).contains("; in flight: 1 calls, at most $0.1\n");
    }

    @Test
    void the_monitor_groups_refusals_by_the_lock_that_refused() {
        admin.refusals.count("invalid_key");
        admin.refusals.count("invalid_key");
        admin.refusals.count("missing_key");
        admin.refusals.count("misdirected_request");

        ask("monitor");

        assertThat(out).endsWith("""
                REFUSED BY  CALLS  CODES
                host        1      misdirected_request 1
                key         3      invalid_key 2, missing_key 1
                since 2026-11-21T12:00:00Z
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120})
    void the_live_monitor_keeps_to_the_width_of_a_real_terminal(int columns) throws Exception {
        admin.reserve(key("a-key-with-a-name-of-sixty-characters-that-nobody-would-type"), "nova-pro", 123_456);
        admin.spend(key("k"), "nova-pro", 250_000);
        for (String code : List.of("invalid_key", "missing_key", "capability_not_allowed", "model_not_allowed")) {
            admin.refusals.count(code);
        }
        String command =
                CommandProcess.command(
                                "monitor", "--live", "--gateway", admin.url(), "--admin-key-file", keyFile.toString())
                        .stream()
                        .map(word -> "'" + word + "'")
                        .collect(Collectors.joining(" "));
        // A pseudo-terminal of this width, as a terminal program makes one.
        Process process = new ProcessBuilder(
                        "script", "-qfec", "stty cols " + columns + " rows 50; exec " + command, "/dev/null")
                .redirectErrorStream(true)
                .start();
        List<String> seen = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            // Two views: the second one is drawn over the first.
            while (seen.stream().filter(line -> line.startsWith("since ")).count() < 2) {
                String line = lines.readLine();
                assertThat(line).as(() -> String.join("\n", seen)).isNotNull();
                seen.add(line);
            }
        } finally {
            process.destroy();
        }
        assertThat(seen)
                .extracting(line -> line.replaceAll("\u001b\\[[0-9]*[A-Z]", ""))
                .allMatch(line -> line.length() <= columns)
                .anyMatch(line -> line.contains("$0.123456"))
                .anyMatch(line -> line.startsWith("key         4      capability_not_allowed 1"));
        assertThat(seen.get(0)).startsWith("\u001b[H\u001b[2JIN FLIGHT");
        int half = seen.size() / 2;
        assertThat(seen.subList(half, seen.size()))
                .as("the second view is drawn over the first")
                .isEqualTo(seen.subList(0, half));
        assertThat(String.join("\n", seen.subList(0, half)).replace("\u001b[H\u001b[2J", "") + "\n")
                .isEqualTo(Files.readString(Path.of("src/test/resources/golden/monitor/" + columns + ".txt")));
    }

    @Test
    void the_live_monitor_looks_again_until_it_is_ended() throws Exception {
        Process process = CommandProcess.start(
                System.getenv(),
                folder.resolve("err"),
                "monitor",
                "--live",
                "--gateway",
                admin.url(),
                "--admin-key-file",
                keyFile.toString());
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.lines()
                            .filter(line -> line.equals("No call in flight"))
                            .limit(2))
                    .hasSize(2);
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void spend_is_printed_for_a_spreadsheet() throws Exception {
        admin.spend(key("k"), "nova-pro", 250_000);

        assertThat(ask("spend", "models", "--csv")).isZero();
        assertThat(out)
                .isEqualTo("name,requests,inputTokens,outputTokens,cacheReadTokens,cacheWriteTokens,images,cost\r\n"
                        + "nova-pro,1,5,7,0,0,0,0.25\r\n");
        assertThat(ask("spend", "models", "--csv", "--json")).isEqualTo(2);
        assertThat(ask("spend", "daily", "0")).isEqualTo(2);
        assertThat(err).isEqualTo("N: expected a number of days from 1 to 400, got '0'\n  Write such as 30\n");
    }

    @Test
    void a_leaked_key_is_shown_then_revoked_and_the_second_time_says_what_is_left() throws Exception {
        String id = key("k");
        admin.spend(id, "nova-pro", 250_000);
        String spent = "\n  $0.25 spent since 2026-11-20; in flight: 0 calls, at most $0\n";

        assertThat(ask("incident", "key", "k", "--since", "2026-11-20")).isEqualTo(3);
        assertThat(out)
                .startsWith("key 'k' (" + id + ") of client ci: live, and would be revoked" + spent)
                .contains("What is left to do:\n  1. Run this again with --yes, which revokes 'k'\n  2. ");
        assertThat(ask("incident", "key", "k", "--since", "2026-11-20", "--yes"))
                .isZero();
        assertThat(out).startsWith("key 'k' (" + id + ") of client ci: revoked at 2026-11-21T12:00:00Z" + spent);
        assertThat(ask("incident", "key", id, "--since", "2026-11-20", "--yes")).isZero();
        assertThat(out)
                .startsWith("key 'k' (" + id + ") of client ci: revoked at 2026-11-21T12:00:00Z already" + spent)
                .contains("raise clients.ci.secretVersion with emergency: true, and run 'pulumi up'");
    }

    @Test
    void a_client_loses_all_its_keys_and_no_other_does() {
        key("a");
        key("b");
        ask("keys", "create", "other", "--client", "laptop", "--day", "1");

        assertThat(ask("incident", "client", "ci", "--since", "2026-11-20", "--yes", "--json"))
                .isZero();
        JsonObject answer = JsonParser.parseString(out).getAsJsonObject();
        assertThat(answer.getAsJsonArray("keys").asList())
                .extracting(each -> each.getAsJsonObject().get("name").getAsString() + " "
                        + each.getAsJsonObject().get("outcome").getAsString())
                .containsExactly("a revoked at 2026-11-21T12:00:00Z", "b revoked at 2026-11-21T12:00:00Z");
        assertThat(answer.getAsJsonArray("next")).hasSize(4);
        ask("keys", "list");
        assertThat(out).contains("other ").doesNotContain("\na ", "\nb ");
        assertThat(ask("incident", "client", "nobody")).isEqualTo(2);
        assertThat(err)
                .isEqualTo("CLIENT: expected one of ci, laptop, got 'nobody'\n  See ./portcullis clients list\n");
    }

    @Test
    void clients_are_listed() {
        key("k");

        assertThat(ask("clients", "list")).isZero();
        assertThat(out).isEqualTo("""
                NAME    LIVE KEYS  SERVICE TOKEN  SINCE
                ci      1          yes            2026-11-21T12:00:00Z
                laptop  0          yes            2026-11-21T12:00:00Z
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nobody | KEY: no virtual key has the id or the name 'nobody'. A revoked one is found by its id alone
            ../x   | KEY: expected the id or the name of a key, got '../x'
            ..     | KEY: expected the id or the name of a key, got '..'
            """)
    void a_key_that_is_not_there_is_bad_input(String key, String message) {
        assertThat(ask("keys", "show", key)).isEqualTo(2);
        assertThat(err).isEqualTo(message + "\n  See ./portcullis keys list\n");
    }

    @Test
    void a_key_of_another_gateway_is_told_without_being_shown() throws IOException {
        Files.writeString(keyFile, "ak-first-" + "A".repeat(43));

        assertThat(ask("keys", "list")).isEqualTo(2);
        assertThat(err)
                .isEqualTo("--admin-key-file: the gateway at " + admin.url()
                        + " does not know this admin key\n"
                        + "  Name another file with --admin-key-file FILE\n");
    }

    @Test
    void a_file_without_a_key_is_bad_input_and_not_repeated() throws IOException {
        Files.writeString(keyFile, "hunter2");

        assertThat(ask("keys", "list")).isEqualTo(2);
        assertThat(err)
                .isEqualTo("--admin-key-file: expected one line with an admin key, which begins with ak-, "
                        + "got something else\n  Check '" + keyFile + "'\n");
    }

    @Test
    void a_gateway_that_is_away_is_no_bad_input() {
        String url = "http://127.0.0.1:1";

        assertThat(run("keys", "list", "--gateway", url, "--admin-key-file", keyFile.toString()))
                .isEqualTo(1);
        assertThat(err)
                .isEqualTo("portcullis: expected a gateway at " + url + ", got no answer (ConnectException)\n"
                        + "  Start it, or name another with --gateway URL or --stack NAME\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://gateway.example.com",
                "ftp://127.0.0.1",
                "http://127.0.0.1:1/admin",
                "http://127.0.0.1:1?x",
                "127.0.0.1:1",
                "not a url"
            })
    void the_admin_key_is_sent_nowhere_else(String url) {
        assertThat(run("keys", "list", "--gateway", url, "--admin-key-file", keyFile.toString()))
                .isEqualTo(2);
        assertThat(err)
                .isEqualTo("--gateway: expected http://127.0.0.1:PORT, or https://HOST, without a path, got '" + url
                        + "'\n  Name a deployed stack with --stack NAME instead\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keys create",
                "keys list",
                "keys show",
                "keys edit",
                "keys revoke",
                "keys rotate",
                "spend",
                "spend today",
                "spend daily",
                "spend models",
                "spend clients",
                "monitor",
                "incident key",
                "incident client",
                "clients list"
            })
    void each_command_has_help_with_examples_that_name_it(String command) {
        String[] arguments = (command + " --help").split(" ", -1);

        assertThat(run(arguments)).isZero();
        assertThat(out).contains("Usage: portcullis " + command, "\nExamples:\n  ./portcullis " + command, "--json");
    }

    /** The id of a new key. */
    private String key(String name) {
        ask("keys", "create", name, "--client", "ci", "--day", "1");
        return out.substring(3, 11);
    }

    private int ask(String... command) {
        String[] options = {"--gateway", admin.url(), "--admin-key-file", keyFile.toString()};
        String[] all = Arrays.copyOf(command, command.length + options.length);
        System.arraycopy(options, 0, all, command.length, options.length);
        return run(all);
    }

    private int run(String... arguments) {
        StringWriter printed = new StringWriter();
        StringWriter told = new StringWriter();
        int code = Main.run(
                Path.of("").toAbsolutePath(), new PrintWriter(printed, true), new PrintWriter(told, true), arguments);
        out = printed.toString();
        err = told.toString();
        return code;
    }
}
