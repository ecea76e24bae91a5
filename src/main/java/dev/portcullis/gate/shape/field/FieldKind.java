package dev.portcullis.gate.shape.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.gate.shape.strict.Refused;

/**
 * The values that a field of a body may hold. A table is made of these, so that it can be read as documentation and
 * walked by a test.
 */
public sealed interface FieldKind
        permits Either,
                Fields,
                FileData,
                FreeObject,
                InlineData,
                JsonSchema,
                Left,
                ListOf,
                Only,
                PictureField,
                RefusedField,
                Scalar,
                Tagged,
                TokenNumbers,
                Written {

    /** A noun phrase for "expected …". */
    String expected();

    /** Whether the JSON type is right; whatever fits may still be refused for its value. */
    boolean fits(JsonNode given);

    /**
     * The value to forward.
     *
     * @return a missing node when nothing is to be forwarded
     */
    JsonNode rebuild(JsonNode given, FieldPath at) throws Refused;
}
