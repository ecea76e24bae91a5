package dev.portcullis.probe;

import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.catalogue.TokenPrices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * A question to a real model, as short as its API allows.
 *
 * @param part a text in every good answer
 * @param stream whether the answer is asked for as one
 */
public record PaidQuestion(String name, OfferedModel model, String path, String body, String part, boolean stream) {
    public static final int MAX_TOKENS = 16;

    private static final long TOKENS_OF_PRICE = 1_000_000;
    /**
     * Tokens that a model's own template may add to a prompt; no tokenizer makes more tokens than bytes of the rest.
     */
    private static final int TEMPLATE_TOKENS = 500;

    /** One completion in OpenAI's shape. */
    public static PaidQuestion completion(OfferedModel model) {
        return of(model, "/v1/chat/completions", Requests.chat(name(model), "Hello", MAX_TOKENS, false), "\"choices\"");
    }

    /** One message in Anthropic's shape, streamed. */
    public static PaidQuestion message(OfferedModel model) {
        return new PaidQuestion(
                "messages, streamed, of " + name(model),
                model,
                "/v1/messages",
                Requests.messages(name(model), "Hello", MAX_TOKENS, true),
                "event: message_stop",
                true);
    }

    /** Free by AWS's word; counted all the same. */
    public static PaidQuestion tokenCount(OfferedModel model) {
        return of(model, "/v1/messages/count_tokens", Requests.countTokens(name(model), "Hello"), "\"input_tokens\"");
    }

    /** One response in OpenAI's newer shape. */
    public static PaidQuestion response(OfferedModel model) {
        return of(model, "/v1/responses", Requests.responses(name(model), "Hello", MAX_TOKENS), "\"output\"");
    }

    /** One vector. */
    public static PaidQuestion embedding(OfferedModel model) {
        return of(model, "/v1/embeddings", Requests.embeddings(name(model), "Hello"), "\"embedding\"");
    }

    /** One picture of the model's usual size, which costs cents and not parts of one. */
    public static PaidQuestion image(OfferedModel model) {
        return of(model, "/v1/images/generations", Requests.image(name(model), "A door"), "\"b64_json\"");
    }

    private static PaidQuestion of(OfferedModel model, String path, String body, String part) {
        return new PaidQuestion("POST " + path + " of " + name(model), model, path, body, part, false);
    }

    private static String name(OfferedModel model) {
        return model.model().name();
    }

    /** The highest cost of all together, rounded up to a hundredth of a cent. */
    public static BigDecimal mostDollars(Collection<PaidQuestion> questions) {
        return BigDecimal.valueOf(
                        questions.stream().mapToLong(PaidQuestion::most).sum(), 12)
                .setScale(4, RoundingMode.UP);
    }

    /** The cost in millionths of a millionth of a dollar: token prices are those of a million. */
    public long most() {
        TokenPrices prices = model.prices().standard();
        long prompt = body.getBytes(StandardCharsets.UTF_8).length + (long) TEMPLATE_TOKENS;
        return prices.input()
                .times(prompt)
                .plus(prices.output().times(MAX_TOKENS))
                .plus(model.prices().image().times(TOKENS_OF_PRICE))
                .micros();
    }
}
