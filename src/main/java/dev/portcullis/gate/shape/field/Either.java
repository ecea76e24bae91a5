package dev.portcullis.gate.shape.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.gate.shape.strict.Refused;
import java.util.List;
import java.util.stream.Collectors;

/** The first kind whose JSON type fits: a text or a list of parts, a word or an object. */
public record Either(List<FieldKind> kinds) implements FieldKind {

    public static Either of(FieldKind... kinds) {
        return new Either(List.of(kinds));
    }

    @Override
    public String expected() {
        return kinds.stream().map(FieldKind::expected).collect(Collectors.joining(" or "));
    }

    @Override
    public boolean fits(JsonNode given) {
        return kinds.stream().anyMatch(kind -> kind.fits(given));
    }

    @Override
    public JsonNode rebuild(JsonNode given, FieldPath at) throws Refused {
        for (FieldKind kind : kinds) {
            if (kind.fits(given)) {
                return kind.rebuild(given, at);
            }
        }
        throw at.expected(expected(), given);
    }
}
