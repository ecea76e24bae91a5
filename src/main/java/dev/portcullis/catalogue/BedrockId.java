package dev.portcullis.catalogue;

import java.util.List;
import java.util.stream.Stream;

/**
 * How Bedrock is asked for a model in one geography: by an inference profile ({@code eu.anthropic.…}), which routes to
 * any of its regions, or by the bare id of a model that runs on demand in each of the listed regions.
 *
 * @param regions empty for a global profile only: that one may route anywhere
 */
public record BedrockId(String geography, String id, List<String> regions) {
    /** The gate asks at most this often, so a fourth region would never be reached. */
    private static final int MOST_REGIONS = 3;

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

    /**
     * {@link #callRegion}, and after it those to turn to when that one is throttled. A profile is called in one region
     * only, because it turns to others by itself.
     */
    public List<String> callRegions(String stackRegion) {
        String first = callRegion(stackRegion);
        return Stream.concat(Stream.of(first), regions.stream().filter(region -> !region.equals(first)))
                .limit(places())
                .toList();
    }

    /** The number of {@link #callRegions}, which does not depend on the stack's own region. */
    int places() {
        return isProfile() ? 1 : Math.min(MOST_REGIONS, regions.size());
    }
}
