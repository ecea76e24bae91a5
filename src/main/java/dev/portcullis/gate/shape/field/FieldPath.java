package dev.portcullis.gate.shape.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.gate.picture.PictureSize;
import dev.portcullis.gate.shape.strict.GivenText;
import dev.portcullis.gate.shape.strict.Refused;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The place of a value in the body, and the notes about it. Only names of a table ever become part of a place. */
public final class FieldPath {
    private final @Nullable FieldPath parent;
    private final String name;
    private final int index;
    private final Dropped dropped;
    private final Attachments attachments;
    private final Schemas schemas;

    private FieldPath(
            @Nullable FieldPath parent,
            String name,
            int index,
            Dropped dropped,
            Attachments attachments,
            Schemas schemas) {
        this.parent = parent;
        this.name = name;
        this.index = index;
        this.dropped = dropped;
        this.attachments = attachments;
        this.schemas = schemas;
    }

    public static FieldPath root(Dropped dropped, Attachments attachments, Schemas schemas) {
        return new FieldPath(null, "", -1, dropped, attachments, schemas);
    }

    public FieldPath field(String key) {
        return new FieldPath(this, key, -1, dropped, attachments, schemas);
    }

    FieldPath item(int position) {
        return new FieldPath(this, "", position, dropped, attachments, schemas);
    }

    /** {@code messages[2].content}, for people. */
    String path() {
        return render(true);
    }

    /** {@code messages[].content}, the same for every item of a list. */
    String pattern() {
        return render(false);
    }

    /** Notes that one field of this object is left out. */
    void drop(String key) {
        dropped.add(parent == null ? key : pattern() + "." + key);
    }

    /** Notes that this item of a list is left out, for being of a type that is not forwarded: {@code tools[mcp]}. */
    void dropAs(String type) {
        String pattern = pattern();
        dropped.add(
                pattern.endsWith("[]")
                        ? pattern.substring(0, pattern.length() - 1) + type + "]"
                        : pattern + "[" + type + "]");
    }

    /** Notes that a JSON schema is forwarded. */
    void schema(JsonSchema.Use use, JsonNode schema) {
        schemas.add(this, use, schema);
    }

    /** Notes that a file is forwarded. A picture whose size nobody can read is refused: it could not be priced. */
    void attach(boolean picture, String base64) throws Refused {
        if (!picture) {
            attachments.document(base64);
            return;
        }
        Optional<PictureSize> size = PictureSize.of(base64);
        if (size.isEmpty()) {
            throw expected(
                    "a picture (" + PictureSize.FORMATS + ") as base64 without line breaks", "one that cannot be read");
        }
        attachments.picture(base64, size.get());
    }

    Refused expected(String what, JsonNode given) {
        return expected(what, GivenText.describe(given));
    }

    /** @param given in words of the gate's own */
    Refused expected(String what, String given) {
        return Refused.invalid(path() + ": expected " + what + ", got " + given);
    }

    private String render(boolean indexed) {
        if (parent == null) {
            return "";
        }
        String above = parent.render(indexed);
        if (index >= 0) {
            return above + (indexed ? "[" + index + "]" : "[]");
        }
        return above.isEmpty() ? name : above + "." + name;
    }
}
