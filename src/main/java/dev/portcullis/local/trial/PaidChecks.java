package dev.portcullis.local.trial;

import static dev.portcullis.local.trial.Expectation.answered;
import static dev.portcullis.local.trial.Expectation.streamed;
import static dev.portcullis.local.trial.TrialModels.name;

import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.probe.Caller;
import dev.portcullis.probe.Check;
import dev.portcullis.probe.PaidQuestion;
import dev.portcullis.probe.Requests;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The few questions to real models: the shortest, to the cheapest. Their answers are not judged. */
final class PaidChecks {
    private final List<PaidQuestion> all = new ArrayList<>();

    PaidChecks(TrialModels models) {
        String claude = name(models.claude());
        all.add(PaidQuestion.completion(models.chat()));
        all.add(new PaidQuestion(
                "messages, streamed, of " + claude,
                models.claude(),
                "/v1/messages",
                Requests.messages(claude, "Hello", PaidQuestion.MAX_TOKENS, true),
                "event: message_stop",
                true));
        if (models.countsTokens()) {
            // Free by AWS's word; counted all the same.
            add(
                    models.claude(),
                    "/v1/messages/count_tokens",
                    Requests.countTokens(claude, "Hello"),
                    "\"input_tokens\"");
        }
        models.embedding()
                .ifPresent(model ->
                        add(model, "/v1/embeddings", Requests.embeddings(name(model), "Hello"), "\"embedding\""));
    }

    int count() {
        return all.size();
    }

    /** The highest cost of all together, rounded up to a hundredth of a cent. */
    BigDecimal mostDollars() {
        return PaidQuestion.mostDollars(all);
    }

    List<Check> of(TrialCallers callers) {
        return all.stream().map(paid -> check(callers.client(), paid)).toList();
    }

    private static Check check(Caller client, PaidQuestion paid) {
        return new Check(paid.name(), () -> {
            Caller.Answer answer = client.post(paid.path(), paid.body());
            return paid.stream() ? streamed(answer, paid.part()) : answered(answer, paid.part());
        });
    }

    private void add(OfferedModel model, String path, String body, String part) {
        all.add(new PaidQuestion("POST " + path + " of " + name(model), model, path, body, part, false));
    }
}
