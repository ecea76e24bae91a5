package dev.portcullis.settings;

import dev.portcullis.settings.value.Geography;
import dev.portcullis.settings.value.Guardrail;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The models that callers reach, and what they may ask of them.
 *
 * @param geography the part of the world in which a prompt is processed
 * @param disabledCapabilities capabilities that every caller is refused
 * @param guardrail looks at every prompt and answer of a chat model; empty for none
 */
public record ModelSettings(Geography geography, Set<String> disabledCapabilities, Optional<Guardrail> guardrail) {

    public ModelSettings {
        // Sorted, because the order reaches rendered files, and those must not change from one run to the next.
        disabledCapabilities = Collections.unmodifiableSortedSet(new TreeSet<>(disabledCapabilities));
    }
}
