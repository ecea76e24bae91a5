package dev.portcullis.gate;

import dev.portcullis.catalogue.Kind;
import dev.portcullis.catalogue.Model;
import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.catalogue.TokenPrices;
import dev.portcullis.gate.shape.PromptSize;
import dev.portcullis.gate.shape.Usage;
import dev.portcullis.settings.Usd;

/**
 * The most that a call can use and cost, before it is sent. Every byte of text counts as a token and every token of the
 * prompt at its dearest, so that what is set aside is enough; the difference is given back when the answer is there.
 *
 * @param offered the model that is asked
 * @param prompt tokens
 * @param output tokens
 */
record Estimate(OfferedModel offered, long prompt, long output, int images) {
    /** What vendors put in front of a prompt on their own: Anthropic's for tools is some 700 tokens. */
    private static final long PREAMBLE = 2_000;
    /** English text has about as many bytes to a token. */
    private static final long USUAL_BYTES = 4;

    static Estimate of(OfferedModel offered, PromptSize size) {
        Model model = offered.model();
        long counted = size.textBytes() + size.pictureTokens() + PREAMBLE;
        if (model.kind() == Kind.CHAT) {
            // Nobody has counted a document's pages, but more than its context no model reads.
            counted = size.documents() > 0 ? model.contextTokens() : Math.min(counted, model.contextTokens());
        }
        return new Estimate(offered, counted, size.outputTokens(), size.images());
    }

    /** For limits per minute, where too little does no harm. */
    static long usualTokens(PromptSize size) {
        return size.textBytes() / USUAL_BYTES + size.pictureTokens();
    }

    Usd most() {
        return withOutput(output);
    }

    /** When less than the bound was written. */
    Usd withOutput(long tokens) {
        TokenPrices each = offered.prices().forPrompt(prompt);
        boolean fiveMinutes = each.cacheWrite5m().compareTo(each.input()) > 0;
        boolean hour = each.cacheWrite1h().compareTo(fiveMinutes ? each.cacheWrite5m() : each.input()) > 0;
        Usage dearest = hour
                ? new Usage(0, tokens, 0, 0, prompt, images)
                : fiveMinutes ? new Usage(0, tokens, 0, prompt, 0, images) : new Usage(prompt, tokens, 0, 0, 0, images);
        return Cost.of(offered.prices(), dearest);
    }

    /** Whether a model can have used as much. */
    boolean isPlausible(Usage used) {
        Model model = offered.model();
        return switch (model.kind()) {
            case CHAT -> used.prompt() <= model.contextTokens() && used.output() <= model.outputTokens();
            case EMBEDDING -> used.prompt() <= prompt && used.output() == 0;
            case IMAGE -> used.images() <= images;
        };
    }
}
