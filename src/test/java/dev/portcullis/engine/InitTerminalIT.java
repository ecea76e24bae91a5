package dev.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import dev.portcullis.cli.connect.CommandProcess;
import dev.portcullis.cloudflare.CloudflareApiStandIn;
import dev.portcullis.cloudflare.CloudflareWorld;
import dev.portcullis.docs.GeneratedBlock;
import dev.portcullis.stackfile.StackFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code init} as a person meets it: a terminal of 60 columns, the real Pulumi CLI, Cloudflare's API beside it. */
final class InitTerminalIT {
    private static final List<List<String>> TYPED = List.of(
            List.of("State: local, cloud or s3://BUCKET [local]: ", "\n"),
            List.of("Cloudflare token (not shown): ", CloudflareWorld.TOKEN + "\n"),
            List.of("AWS region: ", "eu-west-1\n"),
            List.of("Where Bedrock may process prompts [eu]: ", "\n"),
            List.of("Full name of the gateway [llm.example.com]: ", "\n"),
            List.of("Address for alarms: ", "me@example.com\n"),
            List.of("Your e-mail as operator, or none [me@example.com]: ", "\n"),
            List.of("Name of the first client [laptop]: ", "\n"),
            List.of("Its budget per day, US dollars [5]: ", "\n"),
            List.of("Its budget per month, US dollars [50]: ", "\n"),
            List.of("Cap of all keys per day, US dollars [10]: ", "\n"),
            List.of("Cap of all keys per month, US dollars [50]: ", "\n"),
            List.of("Write this to Pulumi.prod.yaml? [yes] ", "\n"));

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private CloudflareApiStandIn cloudflare;

    @SuppressWarnings("NullAway.Init")
    private Map<String, String> environment;

    /** All that the terminal showed. */
    private record Shown(int code, String text, String trouble) {}

    @BeforeEach
    void start() throws Exception {
        Path tools = EngineTools.folder();
        cloudflare = new CloudflareApiStandIn();
        environment = InitIT.prepare(folder, tools);
    }

    @AfterEach
    void stop() {
        cloudflare.close();
    }

    @Test
    void a_session_is_the_one_that_the_page_shows() throws Exception {
        Shown shown = type(TYPED);

        assertThat(shown.trouble()).isEmpty();
        assertThat(shown.text()).doesNotContain(CloudflareWorld.TOKEN);
        GeneratedBlock.of("docs/deploy.md", "session")
                .check("```text\n$ ./portcullis init\n" + session(shown) + "```\n");
    }

    @Test
    void ctrl_c_at_each_question_loses_no_answer() throws Exception {
        for (int asked = 1; asked < TYPED.size(); asked++) {
            String prompt = TYPED.get(asked).get(0);

            Shown shown = type(List.of(TYPED.get(asked - 1), List.of(prompt, "\u0003")));

            assertThat(shown.trouble()).as("%s", shown).isEmpty();
            assertThat(shown.code()).isEqualTo(130);
        }
        Shown last = type(List.of(TYPED.get(TYPED.size() - 1)));

        assertThat(last.text())
                .contains("Address for alarms: me@example.com\n", "\n+   portcullis:hostname: llm.example.com\n");
        assertThat(StackFile.raw(folder, "prod")).containsEntry("portcullis:alertEmail", "me@example.com");
    }

    @Test
    void the_end_of_the_input_keeps_the_answers_and_says_so() throws Exception {
        Shown shown = type(List.of(
                TYPED.get(0), TYPED.get(1), TYPED.get(2), List.of(TYPED.get(3).get(0), "\u0004")));

        assertThat(shown.code()).as("%s", shown).isEqualTo(2);
        assertThat(shown.text()).endsWith("the input ended; the answers are kept, and the same command goes on\n");
        assertThat(folder.resolve(".portcullis/init-prod.yaml")).content().endsWith("region: eu-west-1\n");
    }

    /** Without the rows of {@code doctor}, which depend on the machine; the person's folder is {@code ~}. */
    private String session(Shown shown) {
        return shown.text()
                .replace(folder.resolve("person").toString(), "~")
                .replaceAll("Asking [^\n]*\n", "")
                .replaceAll(
                        "(?s)\nthis machine\n.*\n\n[NM][^\n]*:\n  export", "\n(the rows of doctor)\n\nNext:\n  export");
    }

    private Shown type(List<List<String>> typed) throws IOException, InterruptedException {
        List<String> command = CommandProcess.command("init");
        Path task = Files.writeString(
                folder.resolve("task.json"), new Gson().toJson(Map.of("command", command, "typed", typed)));
        Path trouble = folder.resolve("trouble");
        ProcessBuilder builder = new ProcessBuilder(
                        "python3",
                        Path.of("src/test/resources/terminal/type.py")
                                .toAbsolutePath()
                                .toString())
                .directory(folder.toFile())
                .redirectInput(task.toFile())
                .redirectError(trouble.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("CLOUDFLARE_BASE_URL", cloudflare.url().toString());
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Shown(process.waitFor(), text, Files.readString(trouble));
    }
}
