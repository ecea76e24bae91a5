package dev.portcullis.cli.models;

import dev.portcullis.catalogue.Capability;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Suggestion;
import java.util.Arrays;

/** Reads the word of one capability. */
final class CapabilityWord {
    private CapabilityWord() {}

    static Capability read(String word) {
        return Arrays.stream(Capability.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        "--capability",
                        "a capability of the catalogue",
                        "'" + word + "'",
                        Suggestion.remedy(
                                word,
                                Arrays.stream(Capability.values())
                                        .map(Capability::word)
                                        .toList())));
    }
}
