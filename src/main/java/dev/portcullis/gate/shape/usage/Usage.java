package dev.portcullis.gate.shape.usage;

/**
 * The usage of an answer, in parts that do not overlap, so that its cost is the sum of each part's.
 *
 * @param input tokens that were neither read from a cache nor written to one
 * @param output all tokens of the answer, thoughts included
 * @param cacheWrite5m also where the API does not say for how long: five minutes is the default
 * @param images pictures made
 */
public record Usage(long input, long output, long cacheRead, long cacheWrite5m, long cacheWrite1h, long images) {
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0);

    /** All tokens of the prompt, by which long prompts are priced. */
    public long prompt() {
        return input + cacheRead + cacheWrite5m + cacheWrite1h;
    }
}
