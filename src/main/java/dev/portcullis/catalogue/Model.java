package dev.portcullis.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One entry of the file.
 *
 * @param name the name that callers send
 * @param released by its vendor; empty where nobody says
 * @param contextTokens prompt and answer together; 0 for an image model
 * @param outputTokens the longest answer; 0 unless the kind is chat
 * @param defaultMaxTokens the bound on an answer whose caller names none; empty for the gateway's own
 * @param tokenMargin the most tokens that its tokenizer makes of a text, in hundredths of the pieces that published
 *     ones share
 * @param bedrock by geography, in file order; a model is offered only in the geographies that are here
 * @param prices for the same geographies
 */
public record Model(
        String name,
        List<String> aliases,
        String vendor,
        ModelKind kind,
        Optional<LocalDate> released,
        long contextTokens,
        long outputTokens,
        OptionalLong defaultMaxTokens,
        int tokenMargin,
        Set<Capability> capabilities,
        Map<String, BedrockId> bedrock,
        Map<String, Prices> prices) {
    /** The value for models whose entry does not give one. */
    public static final int TOKEN_MARGIN = 135;

    public boolean can(Capability capability) {
        return capabilities.contains(capability);
    }
}
