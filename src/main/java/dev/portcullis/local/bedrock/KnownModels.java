package dev.portcullis.local.bedrock;

import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.OfferedModel;
import java.util.HashMap;
import java.util.Map;

/** The models that an account of this geography and region has, by the ids with which Bedrock is asked for them. */
final class KnownModels {
    private final Map<String, OfferedModel> byId = new HashMap<>();
    private final Map<String, OfferedModel> counting = new HashMap<>();
    private final String region;

    KnownModels(Catalogue catalogue, String geography, String region) {
        this.region = region;
        for (OfferedModel offered : catalogue.offered(geography)) {
            byId.put(offered.bedrockId(), offered);
            if (offered.model().can(Capability.COUNT_TOKENS)) {
                counting.put(offered.bedrock().baseId(), offered);
            }
        }
    }

    /** The model to invoke, which must be served in the region that the request was signed for. */
    OfferedModel invoked(String id, String signedRegion) {
        return served(byId, id, signedRegion);
    }

    /** Tokens are counted by a model's own id; Bedrock takes no inference profile there. */
    OfferedModel counting(String id, String signedRegion) {
        boolean known = byId.values().stream()
                .anyMatch(offered -> offered.bedrock().baseId().equals(id));
        if (known && !counting.containsKey(id)) {
            throw AwsError.validation("The provided model doesn't support counting tokens.");
        }
        return served(counting, id, signedRegion);
    }

    private OfferedModel served(Map<String, OfferedModel> models, String id, String signedRegion) {
        OfferedModel offered = models.get(id);
        if (offered == null) {
            throw AwsError.validation("The provided model identifier is invalid: '" + id + "'");
        }
        if (!signedRegion.equals(offered.callRegion(region))
                && !offered.regions().contains(signedRegion)) {
            throw AwsError.validation(
                    "The provided model identifier is invalid: '" + id + "' is not served in " + signedRegion);
        }
        return offered;
    }
}
