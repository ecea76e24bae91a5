package dev.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.cli.connect.CommandProcess;
import dev.portcullis.cloudflare.CloudflareApiStandIn;
import dev.portcullis.cloudflare.CloudflareWorld;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code init --json} as a program runs it. */
final class InitJsonIT {
    @TempDir
    private Path folder;

    private record Ran(int code, String out, String err) {}

    @Test
    void a_program_gets_one_json_object_and_the_progress_apart_from_it() throws Exception {
        Ran ran = init("""
                region: eu-west-1
                alertEmail: me@example.com
                operator: jo@example.com
                tokenFile: token
                """, "--yes");

        JsonObject all = JsonParser.parseString(ran.out()).getAsJsonObject();
        assertThat(all.keySet()).containsExactly("stack", "file", "changes", "facts", "next", "adminUrl");
        assertThat(all.get("stack").getAsString()).isEqualTo("prod");
        assertThat(all.get("file").getAsString()).isEqualTo("Pulumi.prod.yaml");
        assertThat(texts(all.get("changes"))).contains("+   portcullis:operators:", "+       email: jo@example.com");
        assertThat(texts(all.get("next"))).contains("pulumi up --stack prod");
        assertThat(all.get("adminUrl").getAsString()).isEqualTo("https://llm-admin.example.com");
        assertThat(ran.err()).contains("Cloudflare token: active", "Your e-mail as operator, or none: jo@example.com");
        assertThat(ran.out() + ran.err()).doesNotContain(CloudflareWorld.TOKEN);
        boolean fails = StreamSupport.stream(all.getAsJsonArray("facts").spliterator(), false)
                .anyMatch(fact -> fact.toString().contains("\"fails\""));
        assertThat(ran.code()).isEqualTo(fails ? 1 : 0);
    }

    @Test
    void a_program_that_left_answers_out_gets_code_2_and_no_half_of_an_object() throws Exception {
        Ran ran = init("region: eu-west-1\ntokenFile: token\n");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .contains("state: expected local, cloud or a bucket", "alertEmail")
                .doesNotContain("operator");
    }

    private Ran init(String answers, String... more) throws Exception {
        try (CloudflareApiStandIn cloudflare = new CloudflareApiStandIn()) {
            var environment = InitIT.prepare(folder, EngineTools.folder());
            Files.writeString(folder.resolve("answers.yaml"), answers);
            Files.writeString(folder.resolve("token"), CloudflareWorld.TOKEN);
            List<String> command = CommandProcess.command("init", "--json", "--answers", "answers.yaml");
            command.addAll(List.of(more));
            Path err = folder.resolve("err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            builder.environment().put("CLOUDFLARE_BASE_URL", cloudflare.url().toString());
            Process process = builder.start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ran(process.waitFor(), out, Files.readString(err));
        }
    }

    private static List<String> texts(JsonElement array) {
        return array.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }
}
