package dev.portcullis.gate.picture;

/** PNG's first chunk is always its header, of 13 bytes, and no frame of an animation is larger. */
final class PngHead {
    static final String SIGNATURE = "\u0089PNG\r\n\u001A\n";
    private static final int LENGTH_AT = 8;
    private static final int WIDTH_AT = 16;
    private static final int HEIGHT_AT = 20;
    private static final int END = 24;

    private PngHead() {}

    static PictureSize read(Base64File file, PictureSize none) {
        if (!file.has(0, END) || file.big32(LENGTH_AT) != 13 || !file.reads(LENGTH_AT + 4, "IHDR")) {
            return none;
        }
        return none.or(file.big32(WIDTH_AT), file.big32(HEIGHT_AT));
    }
}
