package dev.portcullis.catalogue;

import java.util.List;
import java.util.stream.IntStream;

/** A model as a stack of one geography has it: how Bedrock is asked for it there, and what it costs there. */
public record OfferedModel(Model model, BedrockId bedrock, Prices prices) {

    public String bedrockId() {
        return bedrock.id();
    }

    public List<String> regions() {
        return bedrock.regions();
    }

    /** See {@link BedrockId#callRegion}. */
    public String callRegion(String stackRegion) {
        return bedrock.callRegion(stackRegion);
    }

    /** See {@link BedrockId#callRegions}. */
    public List<String> callRegions(String stackRegion) {
        return bedrock.callRegions(stackRegion);
    }

    /**
     * LiteLLM's names for the model in each of {@link #callRegions}: its name, then {@code name@2} and {@code name@3}.
     * Since no name of the catalogue has an {@code @}, no caller can ask for the later ones.
     */
    public List<String> deployments() {
        return IntStream.rangeClosed(1, bedrock.places())
                .mapToObj(place -> place == 1 ? model.name() : model.name() + "@" + place)
                .toList();
    }
}
