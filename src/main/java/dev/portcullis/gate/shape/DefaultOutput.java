package dev.portcullis.gate.shape;

import dev.portcullis.catalogue.Model;
import java.util.OptionalLong;

/**
 * How long an answer may be whose caller names no bound: what the virtual key says comes before what the model's entry
 * says, and that before the gateway's setting.
 *
 * @param gateway tokens, for everyone
 * @param key tokens, for the calls of one virtual key
 */
public record DefaultOutput(long gateway, OptionalLong key) {
    /** Where no setting and no key says otherwise. */
    public static final DefaultOutput USUAL = new DefaultOutput(8_192, OptionalLong.empty());

    /** In tokens, and never beyond the model's longest answer. */
    public long of(Model model) {
        return Math.min(
                model.outputTokens(), key.orElse(model.defaultMaxTokens().orElse(gateway)));
    }
}
