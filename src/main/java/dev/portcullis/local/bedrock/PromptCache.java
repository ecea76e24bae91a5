package dev.portcullis.local.bedrock;

import java.util.Map;

/**
 * Remembers marked prefixes of prompts, per model: the first request with one writes it, later ones read it. Nothing
 * expires, so that the same calls in the same order always cost the same.
 */
final class PromptCache {
    private final Map<String, Boolean> seen = new Bounded<>();

    /** The prompt's four kinds of input; the output is left at 0. */
    synchronized BilledUsage usage(String modelId, Prompt prompt) {
        String prefix = Fingerprint.of(modelId);
        int read = 0;
        int write5m = 0;
        int write1h = 0;
        int sinceMark = 0;
        for (Prompt.Part part : prompt.parts()) {
            if (part instanceof Prompt.Text text) {
                prefix = Fingerprint.of(prefix + text.text());
                sinceMark += text.tokens();
            } else if (part instanceof Prompt.CacheMark mark) {
                if (seen.put(prefix, true) != null) {
                    // A longer prefix that is known covers what an earlier mark of this prompt would have written.
                    read += write5m + write1h + sinceMark;
                    write5m = 0;
                    write1h = 0;
                } else if (mark.ttl() == CacheTtl.ONE_HOUR) {
                    write1h += sinceMark;
                } else {
                    write5m += sinceMark;
                }
                sinceMark = 0;
            }
        }
        return new BilledUsage(sinceMark, read, write5m, write1h, 0);
    }
}
