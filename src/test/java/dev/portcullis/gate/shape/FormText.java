package dev.portcullis.gate.shape;

import dev.portcullis.gate.shape.form.Joined;
import java.nio.charset.StandardCharsets;

/** A form as a caller writes it, byte by byte. */
public final class FormText {
    public static final String BOUNDARY = "caller-boundary";
    public static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final Joined joined = new Joined();

    public FormText text(String name, String value) {
        return part(
                "Content-Disposition: form-data; name=\"" + name + "\"\r\n", value.getBytes(StandardCharsets.UTF_8));
    }

    public FormText file(String name, byte[] bytes) {
        return part(
                "Content-Disposition: form-data; name=\"" + name + "\"; filename=\"../../callers.exe\"\r\n"
                        + "Content-Type: application/x-callers\r\nX-Callers: header\r\n",
                bytes);
    }

    FormText part(String headers, byte[] bytes) {
        joined.add("--" + BOUNDARY + "\r\n" + headers + "\r\n");
        joined.add(bytes);
        joined.add("\r\n");
        return this;
    }

    /** Once, at the end. */
    public byte[] bytes() {
        joined.add("--" + BOUNDARY + "--\r\n");
        return joined.bytes();
    }
}
