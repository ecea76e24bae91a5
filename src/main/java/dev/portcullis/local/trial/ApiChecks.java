package dev.portcullis.local.trial;

import static dev.portcullis.local.trial.Expectation.answered;
import static dev.portcullis.local.trial.TrialModels.name;

import dev.portcullis.probe.Caller;
import dev.portcullis.probe.Check;
import dev.portcullis.probe.PaidQuestion;
import dev.portcullis.probe.Requests;
import java.util.ArrayList;
import java.util.List;

/**
 * Each API once, answered at once. The answers are the stand-in's and say so, which is how a check tells one that came
 * all the way from one that something on the way made up.
 */
final class ApiChecks {
    private static final String STAND_IN = "stand-in";

    private ApiChecks() {}

    static List<Check> of(TrialCallers callers, TrialModels models) {
        String chat = name(models.chat());
        String claude = name(models.claude());
        List<Check> checks = new ArrayList<>();
        checks.add(post(callers, "/v1/chat/completions", Requests.chat(chat, "Hello", 200, false), STAND_IN));
        checks.add(post(callers, "/v1/messages", Requests.messages(claude, "Hello", 200, false), STAND_IN));
        checks.add(
                post(callers, "/v1/messages/count_tokens", Requests.countTokens(claude, "Hello"), "\"input_tokens\""));
        checks.add(
                post(callers, "/v1/responses", Requests.responses(chat, "Hello", PaidQuestion.MAX_TOKENS), STAND_IN));
        models.embedding()
                .ifPresent(model -> checks.add(
                        post(callers, "/v1/embeddings", Requests.embeddings(name(model), "Hello"), "\"embedding\"")));
        models.image()
                .ifPresent(model -> checks.add(post(
                        callers, "/v1/images/generations", Requests.image(name(model), "A gate"), "\"b64_json\"")));
        checks.add(new Check("a field that goes no further is named", () -> {
            String body = Requests.chat(chat, "Hello", 200, false).replaceFirst("\\{", "{\"model_id\":\"taken\",");
            Caller.Answer answer = callers.client().post("/v1/chat/completions", body);
            return answered(answer, STAND_IN).or(() -> Expectation.equal("model_id", answer.dropped()));
        }));
        return List.copyOf(checks);
    }

    private static Check post(TrialCallers callers, String path, String body, String part) {
        return new Check("POST " + path, () -> answered(callers.client().post(path, body), part));
    }
}
