package dev.portcullis.gate.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;

/** The first kind whose JSON type fits: a text or a list of parts, a word or an object. */
record Either(List<Kind> kinds) implements Kind {

    static Either of(Kind... kinds) {
        return new Either(List.of(kinds));
    }

    @Override
    public String expected() {
        return kinds.stream().map(Kind::expected).collect(Collectors.joining(" or "));
    }

    @Override
    public boolean fits(JsonNode given) {
        return kinds.stream().anyMatch(kind -> kind.fits(given));
    }

    @Override
    public JsonNode rebuild(JsonNode given, Place at) throws Refused {
        for (Kind kind : kinds) {
            if (kind.fits(given)) {
                return kind.rebuild(given, at);
            }
        }
        throw at.expected(expected(), given);
    }
}
