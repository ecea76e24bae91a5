package dev.portcullis.gate.shape;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a field of a body may hold. A table is made of these, so that it can be read as documentation and walked by a
 * test.
 */
sealed interface Kind
        permits Either,
                Fields,
                FileData,
                FreeObject,
                InlineData,
                JsonSchema,
                Left,
                ListOf,
                Only,
                Picture,
                Refusal,
                Scalar,
                Tagged,
                TokenNumbers,
                Written {

    /** As a noun phrase for "expected …". */
    String expected();

    /** Whether the JSON type is right; whatever fits may still be refused for its value. */
    boolean fits(JsonNode given);

    /**
     * The value to forward.
     *
     * @return a missing node when nothing is to be forwarded
     */
    JsonNode rebuild(JsonNode given, Place at) throws Refused;
}
