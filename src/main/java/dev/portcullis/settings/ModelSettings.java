package dev.portcullis.settings;

import dev.portcullis.settings.value.Geography;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The models that callers reach, and what they may ask of them.
 *
 * @param geography the part of the world in which a prompt is processed
 * @param disabledCapabilities capabilities that every caller is refused
 */
public record ModelSettings(Geography geography, Set<String> disabledCapabilities) {

    public ModelSettings {
        // Sorted, because the order reaches rendered files, and those must not change from one run to the next.
        disabledCapabilities = Collections.unmodifiableSortedSet(new TreeSet<>(disabledCapabilities));
    }
}
