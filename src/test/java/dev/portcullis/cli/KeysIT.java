package dev.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.local.litellm.Installed;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands for keys and money, as a person uses them beside a running {@code try}. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class KeysIT {
    private static final String LAUNCHER =
            Path.of("portcullis").toAbsolutePath().toString();

    @TempDir
    private Path root;

    @Test
    void a_key_is_made_used_paid_for_and_revoked() throws Exception {
        Installed.litellm();
        Process trial = new ProcessBuilder(LAUNCHER, "try")
                .redirectError(root.resolve("try.err").toFile())
                .start();
        try (BufferedReader out = trial.inputReader(StandardCharsets.UTF_8)) {
            String settings = untilUp(out);
            Said created = run("keys", "create", "nightly", "--client", "try", "--day", "0.5", "--model", "nova-*");
            String key = created.out().strip();

            assertThat(key).matches("pk-[a-z0-9]{8}-[A-Za-z0-9_-]{43}");
            assertThat(created.err()).startsWith("Created key 'nightly'").doesNotContain(key);
            assertThat(chat(settings, key, "nova-pro")).isEqualTo(200);
            assertThat(chat(settings, key, "claude-opus-5-5")).isEqualTo(403);
            assertThat(costOf("nightly")).matches("0\\.[0-9]{1,6}");
            assertThat(run("keys", "list").out()).contains("nightly").doesNotContain(key);
            assertThat(run("clients", "list").out()).contains("try", "guest");
            assertThat(run("keys", "revoke", "nightly").code()).isZero();
            assertThat(chat(settings, key, "nova-pro")).isEqualTo(401);
        } finally {
            trial.toHandle().children().forEach(ProcessHandle::destroy);
            trial.waitFor(30, TimeUnit.SECONDS);
        }
        Said away = run("keys", "list");
        assertThat(away.code() + " " + away.err())
                .startsWith("1 portcullis: expected a running ./portcullis try, got none")
                .contains("Start ./portcullis try in another terminal");
    }

    private record Said(int code, String out, String err) {}

    private Said run(String... arguments) throws IOException, InterruptedException {
        Path err = root.resolve("err");
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of(LAUNCHER), Stream.of(arguments)).toList())
                .redirectError(err.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out, Files.readString(err));
    }

    /** Once the call is settled, a moment after its answer. */
    private String costOf(String key) throws IOException, InterruptedException {
        for (int tries = 0; tries < 20; tries++) {
            JsonObject spend =
                    JsonParser.parseString(run("spend", "--json").out()).getAsJsonObject();
            for (var item : spend.getAsJsonArray("items")) {
                if (item.getAsJsonObject().get("name").getAsString().equals(key)) {
                    return item.getAsJsonObject().get("cost").getAsString();
                }
            }
        }
        return "nothing";
    }

    private static String untilUp(BufferedReader out) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = out.readLine();
        while (line != null && !line.startsWith("Up at ")) {
            lines.add(line);
            line = out.readLine();
        }
        return String.join("\n", lines);
    }

    private static int chat(String settings, String key, String model) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(part(settings, "(http://127.0.0.1:[0-9]+/v1/chat/completions)")))
                .header("CF-Access-Client-Id", part(settings, "CF_ACCESS_CLIENT_ID=([a-z0-9.]+)"))
                .header("CF-Access-Client-Secret", part(settings, "CF_ACCESS_CLIENT_SECRET=([a-z0-9]+)"))
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"" + model
                        + "\",\"max_tokens\":20,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String part(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
