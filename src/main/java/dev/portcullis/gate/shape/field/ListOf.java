package dev.portcullis.gate.shape.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.portcullis.gate.shape.strict.Refused;

/**
 * A list.
 *
 * @param least how many items a caller has to send
 * @param keepsOne refused when every item was of a type that is left out: the request was about those
 */
public record ListOf(FieldKind item, int least, int most, boolean keepsOne) implements FieldKind {
    private static final int MOST = 100_000;

    public static ListOf any(FieldKind item) {
        return new ListOf(item, 0, MOST, false);
    }

    public static ListOf some(FieldKind item) {
        return new ListOf(item, 1, MOST, false);
    }

    public static ListOf upTo(int most, FieldKind item) {
        return new ListOf(item, 0, most, false);
    }

    public static ListOf keepingOne(FieldKind item) {
        return new ListOf(item, 0, MOST, true);
    }

    @Override
    public String expected() {
        return least > 0 ? "a list that is not empty" : most < MOST ? "a list of at most " + most : "a list";
    }

    @Override
    public boolean fits(JsonNode given) {
        return given.isArray();
    }

    @Override
    public JsonNode rebuild(JsonNode given, FieldPath at) throws Refused {
        if (!given.isArray() || given.size() < least || given.size() > most) {
            throw at.expected(expected(), given);
        }
        ArrayNode fresh = JsonNodeFactory.instance.arrayNode(given.size());
        for (int i = 0; i < given.size(); i++) {
            JsonNode value = item.rebuild(given.get(i), at.item(i));
            if (!value.isMissingNode()) {
                fresh.add(value);
            }
        }
        if (keepsOne && fresh.isEmpty() && !given.isEmpty()) {
            throw Refused.invalid(
                    at.path() + ": each item is one that a vendor's own servers would run. Let the client run it");
        }
        return fresh;
    }
}
