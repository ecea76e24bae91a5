package dev.portcullis.gate.shape.field;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The picture files that Stability's services take, known by their first bytes, whatever the caller calls them. */
public enum ImageType {
    PNG,
    JPEG,
    WEBP;

    private static final byte[] PNG_HEAD = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] JPEG_HEAD = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] RIFF = "RIFF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WEBP_HEAD = "WEBP".getBytes(StandardCharsets.US_ASCII);
    /** The length of the file stands between the two words. */
    private static final int WEBP_AT = 8;

    public static Optional<ImageType> of(byte[] file) {
        if (has(file, 0, PNG_HEAD)) {
            return Optional.of(PNG);
        }
        if (has(file, 0, JPEG_HEAD)) {
            return Optional.of(JPEG);
        }
        return has(file, 0, RIFF) && has(file, WEBP_AT, WEBP_HEAD) ? Optional.of(WEBP) : Optional.empty();
    }

    /** The word in {@code image/png} and {@code picture.png}. */
    public String word() {
        return switch (this) {
            case PNG -> "png";
            case JPEG -> "jpeg";
            case WEBP -> "webp";
        };
    }

    private static boolean has(byte[] file, int at, byte[] head) {
        return file.length >= at + head.length && Arrays.equals(file, at, at + head.length, head, 0, head.length);
    }
}
