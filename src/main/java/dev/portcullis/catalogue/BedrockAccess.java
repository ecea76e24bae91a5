package dev.portcullis.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The exact resources a role needs to use what a stack offers, as sorted ARNs without repetition. The four lists are
 * apart because each needs a statement of its own.
 *
 * @param profiles inference profiles, to be invoked
 * @param modelsThroughProfiles foundation models behind those profiles, in any region: where a profile routes to is
 *     its own affair and AWS widens it without notice. To be allowed only together with the condition
 *     {@code bedrock:InferenceProfileArn}, which lets nobody call such a model but through a profile named here
 * @param models foundation models that are called by their bare id, in each of {@link BedrockId#callRegions}
 * @param countTokens foundation models whose tokens Bedrock counts; {@code bedrock:CountTokens} takes no profile
 */
public record BedrockAccess(
        List<String> profiles, List<String> modelsThroughProfiles, List<String> models, List<String> countTokens) {

    /** {@code region} and {@code accountId} are the stack's own. Pure: nothing is asked of AWS. */
    public static BedrockAccess of(Catalogue catalogue, String geography, String region, String accountId) {
        Collection<String> profiles = new TreeSet<>();
        Collection<String> through = new TreeSet<>();
        Collection<String> direct = new TreeSet<>();
        Collection<String> count = new TreeSet<>();
        for (OfferedModel offered : catalogue.offered(geography)) {
            BedrockId id = offered.bedrock();
            String callRegion = id.callRegion(region);
            if (id.isProfile()) {
                profiles.add("arn:aws:bedrock:" + callRegion + ":" + accountId + ":inference-profile/" + id.id());
                through.add(model("*", id));
            } else {
                id.callRegions(region).forEach(place -> direct.add(model(place, id)));
            }
            if (offered.model().can(Capability.COUNT_TOKENS)) {
                id.callRegions(region).forEach(place -> count.add(model(place, id)));
            }
        }
        return new BedrockAccess(List.copyOf(profiles), List.copyOf(through), List.copyOf(direct), List.copyOf(count));
    }

    private static String model(String region, BedrockId id) {
        return "arn:aws:bedrock:" + region + "::foundation-model/" + id.baseId();
    }
}
