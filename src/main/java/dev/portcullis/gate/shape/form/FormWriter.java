package dev.portcullis.gate.shape.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.shape.field.ImageType;
import dev.portcullis.gate.shape.field.PictureField;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Writes a form whose every header and file name is the gate's own. The boundary is chosen after the caller's bytes
 * are there, so that they cannot hold it.
 */
public final class FormWriter {
    private static final String LINE = "\r\n";

    private final String boundary = "portcullis-" + UUID.randomUUID();
    private int firstValueAt;

    /**
     * Writes one form; each has a boundary of its own.
     *
     * @param fields texts, numbers and pictures, in the order to write; their names are those of a table
     */
    public byte[] write(ObjectNode fields) {
        Joined joined = new Joined();
        for (var field : fields.properties()) {
            joined.add("--" + boundary + LINE + head(field.getKey(), field.getValue()));
            if (firstValueAt == 0) {
                firstValueAt = joined.size();
            }
            joined.add(value(field.getValue()));
            joined.add(LINE);
        }
        joined.add("--" + boundary + "--" + LINE);
        return joined.bytes();
    }

    /** The offset of the first field's value in what was written. */
    public int firstValueAt() {
        return firstValueAt;
    }

    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    private static String head(String name, JsonNode value) {
        String disposition = "Content-Disposition: form-data; name=\"" + name + "\"";
        if (!value.isBinary()) {
            return disposition + LINE + LINE;
        }
        String type = ImageType.of(PictureField.bytes(value)).orElseThrow().word();
        return disposition + "; filename=\"" + name + "." + type + "\"" + LINE + "Content-Type: image/" + type + LINE
                + LINE;
    }

    private static byte[] value(JsonNode value) {
        return value.isBinary() ? PictureField.bytes(value) : value.asText().getBytes(StandardCharsets.UTF_8);
    }
}
