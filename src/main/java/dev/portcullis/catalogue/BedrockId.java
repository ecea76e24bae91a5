package dev.portcullis.catalogue;

import java.util.List;

/**
 * How Bedrock is asked for a model in one geography: by an inference profile ({@code eu.anthropic.…}), which routes to
 * any of its regions, or by the bare id of a model that runs on demand in each of the listed regions.
 *
 * @param regions empty for a global profile only: that one may route anywhere
 */
public record BedrockId(String geography, String id, List<String> regions) {

    public boolean isProfile() {
        return id.startsWith(geography + ".");
    }

    public boolean isGlobalProfile() {
        return isProfile() && geography.equals(Geographies.GLOBAL);
    }

    /** The foundation model's own id, without the prefix of the profile. */
    public String baseId() {
        return isProfile() ? id.substring(geography.length() + 1) : id;
    }

    /** The region to send requests to: the stack's own where it is listed, else the first listed. */
    public String callRegion(String stackRegion) {
        return regions.isEmpty() || regions.contains(stackRegion) ? stackRegion : regions.get(0);
    }
}
