package dev.portcullis.gate.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.shape.strict.GivenText;
import dev.portcullis.input.Problems;
import dev.portcullis.input.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The fields of one JSON object, each read once; what is wrong with any is collected. */
final class AdminFields {
    /** A longer word is no slip of the pen, and comparing it with hundreds of known ones takes long. */
    private static final int LONGEST_SLIP = 60;

    private final ObjectNode object;
    private final String prefix;
    private final Problems problems;

    /**
     * Fields that are not known are mistakes at once.
     *
     * @param prefix such as {@code budgets.}; empty for the body itself
     */
    AdminFields(ObjectNode object, String prefix, List<String> known, Problems problems) {
        this.object = object;
        this.prefix = prefix;
        this.problems = problems;
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                unknown(prefix + GivenText.shorten(name), "a known field", name, known);
            }
        });
    }

    boolean has(String name) {
        return object.has(name);
    }

    JsonNode get(String name) {
        return object.path(name);
    }

    /**
     * A field that may be left out.
     *
     * @param absent when it is, and when what is there is wrong
     * @param cleared when it is null
     * @param reader empty when it has told a problem
     */
    <T> T read(String name, T absent, T cleared, Function<JsonNode, Optional<T>> reader) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            return absent;
        }
        return value.isNull() ? cleared : reader.apply(value).orElse(absent);
    }

    /** An object inside; empty when it is none. */
    Optional<AdminFields> inside(String name, List<String> known) {
        if (object.path(name) instanceof ObjectNode inner) {
            return Optional.of(new AdminFields(inner, prefix + name + ".", known, problems));
        }
        wrong(name, "an object", "Write {\"" + known.get(0) + "\": ...}");
        return Optional.empty();
    }

    /** Tells that the field's value is not what was expected. */
    void wrong(String name, String expected, String remedy) {
        problems.add(prefix + name, expected, GivenText.describe(object.path(name)), remedy);
    }

    void wrong(String where, String expected, String given, String remedy) {
        problems.add(prefix + where, expected, given, remedy);
    }

    /** Tells that a word is none of these. */
    void unknown(String where, String expected, String word, Collection<String> known) {
        unknown(
                where,
                expected,
                word,
                known,
                "Known: " + String.join(", ", known.stream().sorted().toList()));
    }

    /**
     * The same where listing all would help nobody.
     *
     * @param near the names that may be meant
     * @param otherwise the remedy when none of those is near
     */
    void unknown(String where, String expected, String word, Collection<String> near, String otherwise) {
        String remedy = word.length() > LONGEST_SLIP
                ? otherwise
                : Suggestion.nearest(word, near)
                        .map(meant -> "Did you mean '" + meant + "'?")
                        .orElse(otherwise);
        problems.add(where, expected, GivenText.quote(word), remedy);
    }
}
