package dev.portcullis.local.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * The answer of Stability's models: a real picture file, a chequerboard in a colour that depends on the prompt alone.
 */
final class DrawnPicture {
    private static final int SIDE = 64;
    private static final int SQUARE = 16;
    private static final List<String> FORMATS = List.of("png", "jpeg");

    private DrawnPicture() {}

    static JsonNode stability(JsonNode body) {
        String format = body.path("output_format").asText("png");
        if (!FORMATS.contains(format)) {
            throw AwsError.validation("output_format: the stand-in has " + FORMATS + ", got '" + format + "'");
        }
        byte[] picture = draw(body.path("prompt").asText(), format);
        var answer = Json.object();
        answer.putArray("seeds").add(body.path("seed").asLong(0));
        answer.putArray("finish_reasons").addNull();
        answer.putArray("images").add(Base64.getEncoder().encodeToString(picture));
        return answer;
    }

    private static byte[] draw(String prompt, String format) {
        byte[] digest = Fingerprint.bytes(prompt);
        int colour = (digest[0] & 0xff) << 16 | (digest[1] & 0xff) << 8 | (digest[2] & 0xff);
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                image.setRGB(x, y, (x / SQUARE + y / SQUARE) % 2 == 0 ? colour : 0xffffff);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("every JDK writes " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
