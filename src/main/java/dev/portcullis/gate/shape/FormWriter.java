package dev.portcullis.gate.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Writes a form whose every header and file name is the gate's own. The boundary is chosen after the caller's bytes
 * are there, so that they cannot hold it.
 */
final class FormWriter {
    private static final String LINE = "\r\n";

    private final String boundary = "portcullis-" + UUID.randomUUID();
    private int firstValueAt;

    /** @param fields texts, numbers and pictures, in the order to write; their names are those of a table */
    byte[] write(ObjectNode fields) {
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
    int firstValueAt() {
        return firstValueAt;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    private static String head(String name, JsonNode value) {
        String disposition = "Content-Disposition: form-data; name=\"" + name + "\"";
        if (!value.isBinary()) {
            return disposition + LINE + LINE;
        }
        String type = ImageType.of(Picture.bytes(value)).orElseThrow().word();
        return disposition + "; filename=\"" + name + "." + type + "\"" + LINE + "Content-Type: image/" + type + LINE
                + LINE;
    }

    private static byte[] value(JsonNode value) {
        return value.isBinary() ? Picture.bytes(value) : value.asText().getBytes(StandardCharsets.UTF_8);
    }
}
