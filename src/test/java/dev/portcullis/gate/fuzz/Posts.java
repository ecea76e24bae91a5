package dev.portcullis.gate.fuzz;

import dev.portcullis.gate.fuzz.FuzzInput.Promise;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/** Bodies within the request that a client would make of them. */
final class Posts {
    private static final String BOUNDARY = "----fuzz";

    private Posts() {}

    static FuzzInput json(String kind, String path, byte[] body) {
        return post(kind, path, "application/json", body);
    }

    private static FuzzInput post(String kind, String path, String type, byte[] body) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(("POST " + path + " HTTP/1.1\r\nHost: x\r\n" + FuzzInput.CREDENTIALS + "content-type: "
                        + type + "\r\ncontent-length: " + body.length + "\r\nconnection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return new FuzzInput(kind, Promise.ANSWERED, request.toByteArray());
    }

    /** A picture to edit, with its fields in a form. */
    static FuzzInput form(Random random) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        part(form, "name=\"model\"", "eraser".getBytes(StandardCharsets.US_ASCII));
        part(form, "name=\"prompt\"", "a prompt".getBytes(StandardCharsets.US_ASCII));
        byte[] picture = PictureHeads.base64(random).getBytes(StandardCharsets.US_ASCII);
        try {
            picture = Base64.getDecoder().decode(picture);
        } catch (IllegalArgumentException e) {
            // Then the letters themselves are the file.
            picture = picture.clone();
        }
        part(form, "name=\"image\"; filename=\"a.png\"\r\nContent-Type: image/png", picture);
        if (random.nextBoolean()) {
            part(form, "name=\"mask\"; filename=\"m.png\"\r\nContent-Type: image/png", picture);
        }
        form.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        byte[] body = form.toByteArray();
        if (random.nextBoolean()) {
            body = Damage.of(body, random);
        }
        return post("form", "/v1/images/edits", "multipart/form-data; boundary=" + BOUNDARY, body);
    }

    private static void part(ByteArrayOutputStream form, String head, byte[] body) {
        form.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + head + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        form.writeBytes(body);
        form.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
}
