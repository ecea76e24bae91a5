package dev.portcullis.gate.shape.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.portcullis.gate.shape.strict.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

/**
 * A file of a form that is a picture.
 *
 * @param most bytes
 * @param asText whether it goes on as base64 in a field of text
 */
public record PictureField(int most, boolean asText) implements FieldKind {
    private static final int KIBIBYTE = 1024;
    /** Bedrock takes requests of 25 MB, in which a picture is a third longer. */
    private static final int MOST = 17 * KIBIBYTE * KIBIBYTE;
    /** LiteLLM reads no text of a form that is longer than 1 MiB. */
    private static final int MOST_AS_TEXT = 768 * KIBIBYTE;

    public static PictureField file() {
        return new PictureField(MOST, false);
    }

    /**
     * A second picture goes as text: LiteLLM 1.108.7 knows only {@code image} and {@code mask} as files, and of any
     * other file it would send the name of an object in memory.
     */
    public static PictureField text() {
        return new PictureField(MOST_AS_TEXT, true);
    }

    @Override
    public String expected() {
        return "a picture as a file (png, jpeg or webp) of at most " + most / KIBIBYTE + " KiB";
    }

    @Override
    public boolean fits(JsonNode given) {
        return given.isBinary();
    }

    @Override
    public JsonNode rebuild(JsonNode given, FieldPath at) throws Refused {
        if (!given.isBinary()) {
            throw at.expected(expected(), given);
        }
        byte[] file = bytes(given);
        if (file.length > most) {
            throw at.expected(expected(), "one of " + file.length + " bytes");
        }
        if (ImageType.of(file).isEmpty()) {
            throw at.expected(expected(), "a file that begins otherwise");
        }
        return asText ? JsonNodeFactory.instance.textNode(Base64.getEncoder().encodeToString(file)) : given;
    }

    public static byte[] bytes(JsonNode binary) {
        try {
            return binary.binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory", e);
        }
    }
}
