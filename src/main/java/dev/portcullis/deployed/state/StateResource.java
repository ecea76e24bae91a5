package dev.portcullis.deployed.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * One resource of a state.
 *
 * @param id the provider's name of it; empty for a component
 * @param parent its parent's URN; empty for the stack itself
 * @param isCustom whether a provider made it, unlike a component
 * @param isRetained whether the engine forgets it instead of deleting it
 * @param needs the URNs of all that has to outlive it
 */
public record StateResource(
        String urn,
        String type,
        String id,
        String parent,
        boolean isCustom,
        boolean isProtected,
        boolean isRetained,
        Set<String> needs,
        JsonNode inputs) {

    /** The last part of the URN, by which people know the resource. */
    public String name() {
        return urn.substring(urn.lastIndexOf("::") + 2);
    }

    /** Whether it exists outside the state: neither a component nor the setup of a provider. */
    public boolean isReal() {
        return isCustom && !type.startsWith("pulumi:");
    }
}
