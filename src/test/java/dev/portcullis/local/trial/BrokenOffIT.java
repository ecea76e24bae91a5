package dev.portcullis.local.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.probe.Caller;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** LiteLLM dies while it answers. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class BrokenOffIT {
    private static final String TEXT = "[[silent 60s]] Hello";
    private static final String MESSAGE = "The model service broke the answer off. Try again";

    @Test
    void a_broken_stream_ends_in_an_error_of_its_api_and_the_gateway_serves_again() throws Exception {
        try (RunningTrial running = RunningTrial.start()) {
            Trial trial = running.trial();
            try (BufferedReader chat = begun(trial, "/v1/chat/completions", """
                            {"model":"nova-pro","stream":true,"messages":[{"role":"user","content":"%s"}]}""");
                    BufferedReader messages = begun(trial, "/v1/messages", """
                            {"model":"claude-opus-5-5","stream":true,"max_tokens":200,
                             "messages":[{"role":"user","content":"%s"}]}""");
                    BufferedReader responses = begun(trial, "/v1/responses", """
                            {"model":"nova-pro","stream":true,"input":"%s"}""")) {
                ProcessHandle.of(trial.litellm().pid()).orElseThrow().destroyForcibly();

                assertThat(lastEvent(chat))
                        .containsExactly("data: {\"error\":{\"message\":\"" + MESSAGE
                                + "\",\"type\":\"server_error\",\"param\":null,\"code\":\"upstream_broke_off\"}}");
                assertThat(lastEvent(messages))
                        .containsExactly(
                                "event: error",
                                "data: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"" + MESSAGE
                                        + "\"},\"request_id\":\"req_ID\"}");
                assertThat(lastEvent(responses))
                        .containsExactly(
                                "event: response.failed",
                                "data: {\"type\":\"response.failed\",\"sequence_number\":0,\"response\":{\"id\":\"\","
                                        + "\"object\":\"response\",\"status\":\"failed\",\"output\":[],\"error\":{"
                                        + "\"code\":\"upstream_broke_off\",\"message\":\"" + MESSAGE + "\"}}}");
            }
            // The gate answers this one by itself.
            assertThat(trial.callers().client().get("/v1/models").status()).isEqualTo(200);

            trial.litellm().awaitReady(Duration.ofMinutes(2));
            assertThat(trial.litellm().restarts()).isEqualTo(1);
            assertThat(running.folder().path().resolve("child-litellm"))
                    .content()
                    .startsWith(trial.litellm().pid() + " ");
            Caller.Answer answer = trial.callers().client().post("/v1/chat/completions", """
                    {"model":"nova-pro","messages":[{"role":"user","content":"Again"}]}""");
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("You said: Again");
        }
    }

    /** A stream whose first event is there. */
    private static BufferedReader begun(Trial trial, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + trial.port() + path))
                .header("content-type", "application/json")
                .header("CF-Access-Client-Id", trial.callers().token().clientId())
                .header("CF-Access-Client-Secret", trial.callers().token().clientSecret())
                .header("authorization", "Bearer " + trial.callers().key())
                .POST(HttpRequest.BodyPublishers.ofString(body.formatted(TEXT)))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null && !line.startsWith("data:")) {
            line = lines.readLine();
        }
        assertThat(line).isNotNull();
        return lines;
    }

    /** Its lines, with one name for every request id; reads to the end of the stream. */
    private static List<String> lastEvent(BufferedReader stream) throws Exception {
        List<String> last = new ArrayList<>();
        List<String> event = new ArrayList<>();
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
            if (!line.isEmpty()) {
                event.add(line.replaceAll("req_[0-9a-f]{32}", "req_ID"));
            } else if (!event.isEmpty()) {
                last = event;
                event = new ArrayList<>();
            }
        }
        return last;
    }
}
