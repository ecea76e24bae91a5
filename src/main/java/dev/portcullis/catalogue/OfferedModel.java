package dev.portcullis.catalogue;

import java.util.List;

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
}
