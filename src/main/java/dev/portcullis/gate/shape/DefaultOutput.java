package dev.portcullis.gate.shape;

import dev.portcullis.catalogue.Model;
import java.util.OptionalLong;

/**
 * The bound on the answer's length when the caller names none: the virtual key's value, else the model's entry, else
 * the gateway's setting.
 *
 * @param gateway tokens, for everyone
 * @param key tokens, for the calls of one virtual key
 */
public record DefaultOutput(long gateway, OptionalLong key) {
    /** The bound where no setting and no key gives one. */
    public static final DefaultOutput USUAL = new DefaultOutput(8_192, OptionalLong.empty());

    /** The bound in tokens, never above the model's longest answer. */
    public long of(Model model) {
        return Math.min(
                model.outputTokens(), key.orElse(model.defaultMaxTokens().orElse(gateway)));
    }
}
