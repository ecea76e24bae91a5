package dev.portcullis.gate.shape.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.gate.shape.strict.Refused;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An object whose fields depend on one of them: {@code type} or {@code role}.
 *
 * @param unmarked the variant of an object without that field, or the empty text when there is none
 * @param leavesOthers an object of an unknown variant is left out and named; else it is refused
 */
public record Tagged(String tag, Map<String, FieldKind> variants, String unmarked, boolean leavesOthers)
        implements FieldKind {

    /** An empty choice, to be filled with {@link #as}. */
    public static Tagged by(String tag) {
        return new Tagged(tag, Map.of(), "", false);
    }

    /** Further variants of these fields and the tag itself. */
    public Tagged as(Fields fields, String... words) {
        Map<String, FieldKind> more = new LinkedHashMap<>(variants);
        for (String word : words) {
            more.put(word, fields.after(Fields.optional(tag, Scalar.words(word))));
        }
        return new Tagged(tag, more, unmarked, leavesOthers);
    }

    /** Variants that the API knows and this gateway will not do. */
    public Tagged refusing(String why, String... words) {
        Map<String, FieldKind> more = new LinkedHashMap<>(variants);
        for (String word : words) {
            more.put(word, new RefusedField(why));
        }
        return new Tagged(tag, more, unmarked, leavesOthers);
    }

    /** Variants that are left out, whatever is done with unknown ones. */
    public Tagged leaving(String... words) {
        Map<String, FieldKind> more = new LinkedHashMap<>(variants);
        for (String word : words) {
            more.put(word, new Left(word));
        }
        return new Tagged(tag, more, unmarked, leavesOthers);
    }

    public Tagged unmarkedAs(String word) {
        return new Tagged(tag, variants, word, leavesOthers);
    }

    public Tagged leavingOthers() {
        return new Tagged(tag, variants, unmarked, true);
    }

    @Override
    public String expected() {
        return "an object of " + tag + " " + forwarded();
    }

    @Override
    public boolean fits(JsonNode given) {
        return given.isObject();
    }

    @Override
    public JsonNode rebuild(JsonNode given, FieldPath at) throws Refused {
        if (!given.isObject()) {
            throw at.expected("an object", given);
        }
        JsonNode word = given.path(tag);
        boolean absent = word.isMissingNode() || word.isNull();
        FieldKind variant = variants.get(absent ? unmarked : word.isTextual() ? word.textValue() : "");
        if (variant != null) {
            return variant.rebuild(given, at);
        }
        if (leavesOthers && word.isTextual()) {
            at.dropAs(word.textValue());
            return Left.OUT;
        }
        throw at.field(tag).expected("one of " + forwarded(), word);
    }

    private String forwarded() {
        return variants.entrySet().stream()
                .filter(variant -> variant.getValue() instanceof Fields)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }
}
