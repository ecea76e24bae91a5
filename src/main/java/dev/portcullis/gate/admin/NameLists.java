package dev.portcullis.gate.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.catalogue.Model;
import dev.portcullis.gate.shape.strict.GivenText;
import dev.portcullis.settings.value.KeyBounds;
import dev.portcullis.settings.value.ModelPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The two lists of names that a key has. A name that fits nothing is a slip, and the key would be of no use. */
final class NameLists {
    /** The capabilities of a new virtual key. */
    static final List<String> ALL = List.of("*");

    private final Known known;
    private final AdminFields fields;

    NameLists(Known known, AdminFields fields) {
        this.known = known;
        this.fields = fields;
    }

    Optional<List<String>> models(JsonNode value) {
        List<String> patterns = texts("models", value, "a list of 1 to 50 patterns such as [\"claude-*\"]");
        for (int i = 0; i < patterns.size(); i++) {
            model("models[" + i + "]", patterns.get(i));
        }
        return patterns.isEmpty() ? Optional.empty() : Optional.of(patterns);
    }

    Optional<List<String>> capabilities(JsonNode value) {
        List<String> words = texts("capabilities", value, "a list of 1 to 50 words such as [\"chat\"]");
        List<String> capabilities = known.capabilities();
        for (int i = 0; i < words.size(); i++) {
            if (!capabilities.contains(words.get(i)) && !words.equals(ALL)) {
                fields.unknown("capabilities[" + i + "]", "a capability of this gateway", words.get(i), capabilities);
            }
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    private void model(String where, String pattern) {
        if (!ModelPattern.isWellFormed(pattern)) {
            fields.wrong(
                    where,
                    "1 to 100 letters, digits and . _ : / - *",
                    GivenText.quote(pattern),
                    "Write a model's name, or * for any characters");
        } else if (!known.fitsAModel(pattern)) {
            Optional<String> canonical = known.catalogue().find(pattern).map(Model::name);
            if (canonical.isPresent()) {
                fields.wrong(
                        where,
                        "a model by its name",
                        "'" + pattern + "', another name of it",
                        "Write '" + canonical.get() + "'");
            } else {
                fields.unknown(
                        where,
                        "a pattern that fits a model of the catalogue",
                        pattern,
                        known.patterns(),
                        "Known: " + String.join(", ", known.models()));
            }
        }
    }

    /** Empty after a problem. */
    private List<String> texts(String name, JsonNode value, String expected) {
        List<String> texts = new ArrayList<>();
        value.forEach(item -> {
            if (item.isTextual()) {
                texts.add(item.textValue());
            }
        });
        if (!value.isArray()
                || texts.size() != value.size()
                || texts.isEmpty()
                || texts.size() > KeyBounds.MOST_NAMES) {
            fields.wrong(name, expected, "Leave it out for all");
            return List.of();
        }
        return texts.stream().distinct().toList();
    }
}
