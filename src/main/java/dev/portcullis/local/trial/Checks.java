package dev.portcullis.local.trial;

import dev.portcullis.local.trial.Caller.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a stranger, a neighbour and a client try at the gateway. Every answer to the client is the stand-in's and says
 * so, which is how a check tells an answer that came all the way from one that something on the way made up.
 */
final class Checks {
    private static final String STAND_IN = "stand-in";
    private static final List<String> EDGE_ATTACKS = List.of(
            "/v1/models/..%2f..%2fkey", "/v1//models", "/v1/models/../../key/generate", "/key/generate", "/V1/models");

    private final Trial trial;
    private final List<Check> checks = new ArrayList<>();

    private Checks(Trial trial) {
        this.trial = trial;
    }

    static List<Check> of(Trial trial) {
        Checks checks = new Checks(trial);
        checks.silence();
        checks.doors();
        checks.apis();
        checks.streams();
        return List.copyOf(checks.checks);
    }

    private void doors() {
        add("no service token: 401", () -> status(401, trial.stranger().get("/v1/models")));
        add("a wrong secret: 401", () -> status(401, trial.forger().get("/v1/models")));
        add(
                "a token of another application: 403",
                () -> status(403, trial.neighbour().get("/v1/models")));
        for (String path : EDGE_ATTACKS) {
            add("edge refuses " + path, () -> equal(403, trial.client().raw("GET", path)));
        }
        add(
                "gate alone refuses a malformed path: 400",
                () -> equal(400, trial.behindTheEdge().raw("GET", "/v1//models")));
        add(
                "gate alone refuses an unlisted path: 404",
                () -> equal(404, trial.behindTheEdge().raw("POST", "/key/generate")));
        add(
                "gate alone refuses a request without an assertion: 401",
                () -> equal(401, trial.behindTheEdge().raw("GET", "/v1/models")));
    }

    /** Longer than the edge would wait; it begins first, since it takes longest. */
    private void silence() {
        String text = "[[silent " + trial.silence().toSeconds() + "s]] Hello";
        add(
                "a long silence is bridged",
                () -> streamed(
                        trial.client().post("/v1/chat/completions", chat(trial.chatModel(), text, true)),
                        "data: [DONE]"));
    }

    private void apis() {
        String chat = trial.chatModel();
        String claude = trial.claudeModel();
        add("GET /v1/models", () -> answered(trial.client().get("/v1/models"), "\"" + chat + "\""));
        add(
                "POST /v1/chat/completions",
                () -> answered(trial.client().post("/v1/chat/completions", chat(chat, "Hello", false)), STAND_IN));
        add(
                "POST /v1/messages",
                () -> answered(trial.client().post("/v1/messages", messages(claude, "Hello", false)), STAND_IN));
        add(
                "POST /v1/messages/count_tokens",
                () -> answered(
                        trial.client()
                                .post(
                                        "/v1/messages/count_tokens",
                                        "{\"model\":\"" + claude
                                                + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"),
                        "\"input_tokens\""));
        add(
                "POST /v1/responses",
                () -> answered(
                        trial.client().post("/v1/responses", "{\"model\":\"" + chat + "\",\"input\":\"Hello\"}"),
                        STAND_IN));
        trial.embeddingModel()
                .ifPresent(model -> add(
                        "POST /v1/embeddings",
                        () -> answered(
                                trial.client()
                                        .post("/v1/embeddings", "{\"model\":\"" + model + "\",\"input\":\"Hello\"}"),
                                "\"embedding\"")));
        trial.imageModel()
                .ifPresent(model -> add(
                        "POST /v1/images/generations",
                        () -> answered(
                                trial.client()
                                        .post(
                                                "/v1/images/generations",
                                                "{\"model\":\"" + model + "\",\"prompt\":\"A gate\"}"),
                                "\"b64_json\"")));
        add(
                "a model that does not exist: 404",
                () -> status(404, trial.client().post("/v1/chat/completions", chat("no-such-model", "Hello", false))));
    }

    private void streams() {
        String chat = trial.chatModel();
        String claude = trial.claudeModel();
        add(
                "chat, streamed",
                () -> streamed(trial.client().post("/v1/chat/completions", chat(chat, "Hello", true)), "data: [DONE]"));
        add(
                "messages, streamed",
                () -> streamed(
                        trial.client().post("/v1/messages", messages(claude, "Hello", true)), "event: message_stop"));
        add("a stream whose client hangs up is cancelled", this::hangUp);
    }

    private Optional<String> hangUp() throws Exception {
        int before = trial.hangUps();
        trial.client()
                .hangUpAfterFirstBytes(
                        "/v1/chat/completions", chat(trial.chatModel(), "[[silent 15s]] Good-bye", true));
        for (int i = 0; i < 100 && trial.hangUps() == before; i++) {
            Thread.sleep(50);
        }
        return trial.hangUps() > before ? Optional.empty() : Optional.of("Bedrock was never told");
    }

    private void add(String name, Check.Attempt attempt) {
        checks.add(new Check(name, attempt));
    }

    private static Optional<String> streamed(Answer answer, String end) {
        return answer.type().startsWith("text/event-stream")
                ? answered(answer, end)
                : Optional.of("expected a stream, got " + answer.type() + ": " + shorten(answer.body()));
    }

    private static Optional<String> answered(Answer answer, String part) {
        return answer.status() == 200 && answer.body().contains(part)
                ? Optional.empty()
                : Optional.of("expected 200 with " + part + ", got " + answer.status() + ": " + shorten(answer.body()));
    }

    private static Optional<String> status(int expected, Answer answer) {
        return answer.status() == expected
                ? Optional.empty()
                : Optional.of("expected " + expected + ", got " + answer.status() + ": " + shorten(answer.body()));
    }

    private static Optional<String> equal(int expected, int status) {
        return status == expected ? Optional.empty() : Optional.of("expected " + expected + ", got " + status);
    }

    private static String shorten(String body) {
        String line = body.replaceAll("\\s+", " ");
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }

    private static String chat(String model, String text, boolean stream) {
        return "{\"model\":\"" + model + "\",\"stream\":" + stream + ",\"messages\":[{\"role\":\"user\",\"content\":\""
                + text + "\"}]}";
    }

    private static String messages(String model, String text, boolean stream) {
        return "{\"model\":\"" + model + "\",\"max_tokens\":200,\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
    }
}
