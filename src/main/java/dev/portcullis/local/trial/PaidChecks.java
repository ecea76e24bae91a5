package dev.portcullis.local.trial;

import static dev.portcullis.local.trial.TrialModels.name;
import static dev.portcullis.local.trial.Verdict.answered;
import static dev.portcullis.local.trial.Verdict.streamed;

import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.catalogue.TokenPrices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The few questions to real models: the shortest, to those that cost least. What they say is their own business. */
final class PaidChecks {
    private static final int MAX_TOKENS = 16;
    /** What a model's own template may add to a prompt; no tokenizer makes more tokens than bytes of the rest. */
    private static final int TEMPLATE_TOKENS = 500;

    private final List<Paid> all = new ArrayList<>();

    private record Paid(String name, OfferedModel model, String path, String body, String part, boolean stream) {
        /** In millionths of a millionth of a dollar. */
        long most() {
            TokenPrices prices = model.prices().standard();
            long prompt = body.getBytes(StandardCharsets.UTF_8).length + (long) TEMPLATE_TOKENS;
            return prices.input()
                    .times(prompt)
                    .plus(prices.output().times(MAX_TOKENS))
                    .micros();
        }
    }

    PaidChecks(TrialModels models) {
        String chat = name(models.chat());
        String claude = name(models.claude());
        add(models.chat(), "/v1/chat/completions", Requests.chat(chat, "Hello", MAX_TOKENS, false), "\"choices\"");
        all.add(new Paid(
                "messages, streamed, of " + claude,
                models.claude(),
                "/v1/messages",
                Requests.messages(claude, "Hello", MAX_TOKENS, true),
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

    /** Of all together, rounded up to a hundredth of a cent. */
    BigDecimal mostDollars() {
        return BigDecimal.valueOf(all.stream().mapToLong(Paid::most).sum(), 12).setScale(4, RoundingMode.UP);
    }

    List<Check> of(Callers callers) {
        return all.stream().map(paid -> check(callers.client(), paid)).toList();
    }

    private static Check check(Caller client, Paid paid) {
        return new Check(paid.name(), () -> {
            Caller.Answer answer = client.post(paid.path(), paid.body());
            return paid.stream() ? streamed(answer, paid.part()) : answered(answer, paid.part());
        });
    }

    private void add(OfferedModel model, String path, String body, String part) {
        all.add(new Paid("POST " + path + " of " + name(model), model, path, body, part, false));
    }
}
