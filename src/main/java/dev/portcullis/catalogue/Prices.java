package dev.portcullis.catalogue;

import dev.portcullis.settings.value.Usd;

/**
 * The price of one model in one geography. Token prices are zero for an image model, {@code image} (one image) is zero
 * for all others.
 *
 * @param standard for prompts of up to {@code longContextAbove} tokens
 * @param longContextAbove {@link Long#MAX_VALUE} where the vendor has no dearer tier for long prompts
 * @param longContext for every token of a request with a longer prompt; the same as {@code standard} where there is
 *     no such tier
 */
public record Prices(TokenPrices standard, long longContextAbove, TokenPrices longContext, Usd image) {

    /** The prices of a whole request. {@code promptTokens} counts plain, cached and newly cached input. */
    public TokenPrices forPrompt(long promptTokens) {
        return promptTokens > longContextAbove ? longContext : standard;
    }

    static Prices ofTokens(TokenPrices standard) {
        return new Prices(standard, Long.MAX_VALUE, standard, Usd.ZERO);
    }

    static Prices ofImage(Usd image) {
        return new Prices(TokenPrices.NONE, Long.MAX_VALUE, TokenPrices.NONE, image);
    }
}
