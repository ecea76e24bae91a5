package dev.portcullis.gate.picture;

import java.util.Optional;

/**
 * The largest width and height that a file states, each at least 1.
 *
 * @param width in pixels, below 2^32
 * @param height in pixels, below 2^32
 */
public record PictureSize(long width, long height) {
    /** The formats that can be read, for people. */
    public static final String FORMATS = "png, jpeg, gif or webp";

    private static final PictureSize NONE = new PictureSize(0, 0);

    /** Empty for what is no base64, none of the {@link #FORMATS}, or states no size. Takes as long as the text is long. */
    public static Optional<PictureSize> of(String base64) {
        return Base64File.of(base64).map(PictureSize::read).filter(size -> size.width > 0 && size.height > 0);
    }

    /** Never overflows. */
    public long pixels() {
        return height > 0 && width > Long.MAX_VALUE / height ? Long.MAX_VALUE : width * height;
    }

    /** Each side as long as the longer one. */
    PictureSize or(long otherWidth, long otherHeight) {
        return new PictureSize(Math.max(width, otherWidth), Math.max(height, otherHeight));
    }

    private static PictureSize read(Base64File file) {
        if (file.reads(0, PngHead.SIGNATURE)) {
            return PngHead.read(file, NONE);
        }
        if (file.reads(0, JpegFrames.SIGNATURE)) {
            return JpegFrames.read(file, NONE);
        }
        if (file.reads(0, "GIF87a") || file.reads(0, "GIF89a")) {
            return GifFrames.read(file, NONE);
        }
        return file.reads(0, "RIFF") && file.reads(WebpChunks.WORD_AT, "WEBP") ? WebpChunks.read(file, NONE) : NONE;
    }
}
