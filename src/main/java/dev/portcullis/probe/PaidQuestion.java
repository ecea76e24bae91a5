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
    /**
     * Tokens that a model's own template may add to a prompt; no tokenizer makes more tokens than bytes of the rest.
     */
    private static final int TEMPLATE_TOKENS = 500;

    /** One completion in OpenAI's shape. */
    public static PaidQuestion completion(OfferedModel model) {
        String path = "/v1/chat/completions";
        String asked = model.model().name();
        return new PaidQuestion(
                "POST " + path + " of " + asked,
                model,
                path,
                Requests.chat(asked, "Hello", MAX_TOKENS, false),
                "\"choices\"",
                false);
    }

    /** The highest cost of all together, rounded up to a hundredth of a cent. */
    public static BigDecimal mostDollars(Collection<PaidQuestion> questions) {
        return BigDecimal.valueOf(
                        questions.stream().mapToLong(PaidQuestion::most).sum(), 12)
                .setScale(4, RoundingMode.UP);
    }

    /** The cost in millionths of a millionth of a dollar. */
    public long most() {
        TokenPrices prices = model.prices().standard();
        long prompt = body.getBytes(StandardCharsets.UTF_8).length + (long) TEMPLATE_TOKENS;
        return prices.input()
                .times(prompt)
                .plus(prices.output().times(MAX_TOKENS))
                .micros();
    }
}
