package dev.portcullis.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.clients.ClientSettings;
import dev.portcullis.clients.Tool;
import dev.portcullis.probe.Caller;
import dev.portcullis.probe.ServiceToken;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A gateway as its client reaches it. */
public final class Reached {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MAX_TOKENS = 16;
    private static final int SHOWN = 200;

    private final Caller caller;

    public Reached(URI gateway, ServiceToken token, String key) {
        this.caller = new Caller(gateway, Optional.of(token), key);
    }

    /**
     * A chat model that the key may use.
     *
     * @param vendor such as {@code anthropic}
     */
    public record OfferedName(String name, String vendor) {}

    /**
     * The answer to the one call.
     *
     * @param status the HTTP status
     * @param said the beginning of the answer's text, or why there is none
     */
    public record FirstCall(String model, int status, Duration took, String said) {
        public boolean answered() {
            return status == 200 && !said.isEmpty();
        }
    }

    /**
     * Asks what the key may use, which is free.
     *
     * @throws NoAnswer with the reason when the gateway does not tell
     */
    public List<OfferedName> models() {
        Caller.Answer answer = asked(() -> caller.get("/v1/models"));
        if (answer.status() != 200) {
            throw new NoAnswer(refusal(answer));
        }
        List<OfferedName> models = new ArrayList<>();
        for (JsonNode model : tree(answer.body()).path("data")) {
            if (model.at("/portcullis/kind").asText().equals("chat")) {
                models.add(new OfferedName(
                        model.path("id").asText(), model.path("owned_by").asText()));
            }
        }
        return models;
    }

    /** One short question in the shape that the tool uses; it costs what one answer of a few words costs. */
    public FirstCall ask(Tool tool, String model) {
        long begun = System.nanoTime();
        Caller.Answer answer = asked(() -> caller.post(path(tool), body(tool, model)));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        String said = answer.status() == 200 ? text(tool, tree(answer.body())) : refusal(answer);
        return new FirstCall(
                model, answer.status(), took, said.length() > SHOWN ? said.substring(0, SHOWN) + "…" : said);
    }

    private static String path(Tool tool) {
        return switch (tool.api()) {
            case CHAT -> "/v1/chat/completions";
            case MESSAGES -> "/v1/messages";
            case RESPONSES -> "/v1/responses";
        };
    }

    private static String body(Tool tool, String model) {
        String content = tool.api() == Tool.Api.RESPONSES
                ? "\"input\":\"Hello\",\"max_output_tokens\":" + MAX_TOKENS
                : "\"max_tokens\":" + MAX_TOKENS + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]";
        return "{\"model\":\"" + model + "\"," + content + "}";
    }

    private static String text(Tool tool, JsonNode answer) {
        String found = switch (tool.api()) {
            case CHAT -> answer.at("/choices/0/message/content").asText("");
            case MESSAGES -> String.join("", answer.path("content").findValuesAsText("text"));
            case RESPONSES -> String.join("", answer.path("output").findValuesAsText("text"));
        };
        // A model may think for as long as the bound allows, and say nothing; that is an answer too.
        return found.isBlank() ? "(no text within " + MAX_TOKENS + " tokens)" : found.strip();
    }

    /** The gate's own reason, or the layers in front of it. */
    private static String refusal(Caller.Answer answer) {
        String message = answer.type().startsWith("application/json")
                ? tree(answer.body()).at("/error/message").asText("")
                : "";
        return "status " + answer.status()
                + (message.isEmpty() ? ", and no reason of the gateway\n" + ClientSettings.layers() : ": " + message);
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new NoAnswer("JSON that ends too early");
        }
    }

    private interface Question {
        Caller.Answer ask() throws IOException, InterruptedException;
    }

    private static Caller.Answer asked(Question question) {
        try {
            return question.ask();
        } catch (IOException e) {
            throw new NoAnswer("no answer (" + e.getClass().getSimpleName() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswer("an interruption");
        }
    }
}
