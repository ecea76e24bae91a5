package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.cli.Main;
import dev.portcullis.docs.GeneratedBlock;
import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A leak from its discovery to the end: the commands as an operator types them, a real gate and its ledger. */
final class IncidentTranscriptTest {
    private static final Pattern CODE = Pattern.compile("\"code\":\"([a-z_]+)\"");
    private static final String ANSWER = "{\"usage\":{\"prompt_tokens\":20000,\"completion_tokens\":4000}}";

    @TempDir
    private Path folder;

    private final TestDatabase postgres = TestDatabase.fresh();
    private final LedgerConnections database = postgres.open();
    private final StringBuilder transcript = new StringBuilder();

    @SuppressWarnings("NullAway.Init")
    private TestGate gate;

    @BeforeEach
    void start() throws IOException {
        gate = TestGate.start(database);
        gate.liteLlm.answer(call -> call.json(ANSWER));
        Files.writeString(folder.resolve("admin.key"), TestMoney.ADMIN.text() + "\n");
    }

    @AfterEach
    void stop() throws IOException {
        gate.close();
        database.close();
        postgres.close();
    }

    @Test
    void a_leak_goes_from_its_discovery_to_an_open_gateway_as_the_page_shows() throws Exception {
        type(0, "keys create nightly --client laptop --day 5 --out nightly.key");
        call("nightly");
        call("nightly");
        pass(Duration.ofMinutes(47));
        remark("The key is found on a public page");
        type(3, "incident key nightly --since 2026-11-20");
        pass(Duration.ofMinutes(1));
        type(0, "incident key nightly --since 2026-11-20 --yes");
        call("nightly");
        pass(Duration.ofMinutes(6));
        remark("The admin key lay on the same page");
        type(0, "incident everything --reason leak --yes");
        call("nightly");
        pass(Duration.ofMinutes(30));
        type(0, "incident reopen --yes");
        pass(Duration.ofMinutes(1));
        type(0, "keys create nightly-2 --client laptop --day 5 --out nightly-2.key");
        call("nightly-2");

        GeneratedBlock.of("docs/operate.md", "incident").check("```text\n" + transcript + "```\n");
    }

    private void pass(Duration time) {
        gate.clock.pass(time);
        transcript.append('\n');
    }

    private void remark(String text) {
        transcript.append("# ").append(text).append('\n');
    }

    /** Adds the command with the gate's time, and all that it printed; its files lie in the test's folder. */
    private void type(int expected, String line) {
        List<String> typed =
                List.of(line.replaceAll("--out ", "--out " + folder + "/").split(" ", -1));
        StringWriter printed = new StringWriter();
        PrintWriter both = new PrintWriter(printed, true);
        int code = Main.run(
                Path.of(""),
                both,
                both,
                Stream.concat(
                                typed.stream(),
                                Stream.of(
                                        "--gateway",
                                        "http://127.0.0.1:" + gate.gate.adminPort(),
                                        "--admin-key-file",
                                        folder.resolve("admin.key").toString()))
                        .toArray(String[]::new));

        assertThat(code).as(() -> printed.toString()).isEqualTo(expected);
        transcript
                .append(time())
                .append(" $ ./portcullis ")
                .append(line)
                .append('\n')
                .append(printed.toString()
                        .replace(folder + "/", "")
                        .replaceAll("\\(([a-z0-9]{8})\\)", "(ab12cd34)")
                        .replaceAll("after [0-9.]+ s:", "after 0.1 s:"));
    }

    /** Asks for an answer with the key of that name, as its holder or its finder does. */
    private void call(String name) throws IOException {
        HttpResponse<String> answer = gate.send(gate.request("/v1/chat/completions")
                .setHeader(
                        "x-portcullis-key",
                        Files.readString(folder.resolve(name + ".key")).strip())
                .POST(HttpRequest.BodyPublishers.ofString(TestGate.CHAT))
                .build());
        gate.awaitRest();
        gate.awaitSettled();
        Matcher code = CODE.matcher(answer.body());
        transcript
                .append(time())
                .append(" a call with ")
                .append(name)
                .append(": ")
                .append(answer.statusCode())
                .append(code.find() ? " " + code.group(1) : "")
                .append('\n');
    }

    private String time() {
        return gate.clock.instant().truncatedTo(ChronoUnit.SECONDS).toString().substring(11, 19);
    }
}
