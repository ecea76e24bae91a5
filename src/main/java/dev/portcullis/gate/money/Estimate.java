package dev.portcullis.gate.money;

import dev.portcullis.catalogue.Model;
import dev.portcullis.catalogue.ModelKind;
import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.catalogue.TokenPrices;
import dev.portcullis.gate.shape.field.CacheMarks;
import dev.portcullis.gate.shape.field.PromptSize;
import dev.portcullis.gate.shape.usage.Usage;
import dev.portcullis.settings.value.Usd;

/**
 * The most that a call can use and cost, before it is sent: a bound of its tokens, at the dearest price that this body
 * can lead to. Text to embed counts a token for each byte, since its tokenizers were not measured. The excess is
 * released when the answer is there.
 *
 * @param offered the model that is asked
 * @param prompt tokens
 * @param output tokens
 */
record Estimate(OfferedModel offered, long prompt, CacheMarks marks, long output, int images) {
    /** Tokens that vendors add in front of a prompt: Anthropic's for tools is some 700 tokens. */
    private static final long PREAMBLE = 2_000;
    /** English text has about as many bytes to a token. */
    private static final long USUAL_BYTES = 4;

    static Estimate of(OfferedModel offered, PromptSize size) {
        Model model = offered.model();
        if (model.kind() != ModelKind.CHAT) {
            return new Estimate(
                    offered, size.textBytes() + size.pictureTokens() + PREAMBLE, CacheMarks.NONE, 0, size.images());
        }
        long counted = size.textTokens() + size.pictureTokens() + size.documentTokens() + PREAMBLE;
        // More than its context no model reads.
        return new Estimate(
                offered, Math.min(counted, model.contextTokens()), size.marks(), size.outputTokens(), size.images());
    }

    /** The usual number, for limits per minute, where too low an estimate does no harm. */
    static long usualTokens(PromptSize size) {
        return size.textBytes() / USUAL_BYTES + size.pictureTokens();
    }

    Usd most() {
        return withOutput(output);
    }

    /** When less than the bound was written. */
    Usd withOutput(long tokens) {
        TokenPrices each = offered.prices().forPrompt(prompt);
        boolean fiveMinutes = marks != CacheMarks.NONE && each.cacheWrite5m().compareTo(each.input()) > 0;
        boolean hour = marks == CacheMarks.HOUR
                && each.cacheWrite1h().compareTo(fiveMinutes ? each.cacheWrite5m() : each.input()) > 0;
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
