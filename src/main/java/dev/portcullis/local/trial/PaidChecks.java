package dev.portcullis.local.trial;

import static dev.portcullis.local.trial.Expectation.answered;
import static dev.portcullis.local.trial.Expectation.streamed;

import dev.portcullis.probe.Caller;
import dev.portcullis.probe.Check;
import dev.portcullis.probe.PaidQuestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The few questions to real models: the shortest, to the cheapest. Their answers are not judged. */
final class PaidChecks {
    private final List<PaidQuestion> all = new ArrayList<>();

    PaidChecks(TrialModels models) {
        all.add(PaidQuestion.completion(models.chat()));
        all.add(PaidQuestion.message(models.claude()));
        if (models.countsTokens()) {
            all.add(PaidQuestion.tokenCount(models.claude()));
        }
        models.embedding().map(PaidQuestion::embedding).ifPresent(all::add);
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
}
