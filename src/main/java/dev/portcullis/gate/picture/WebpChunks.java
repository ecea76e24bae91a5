package dev.portcullis.gate.picture;

/** Every chunk of a WebP that states a size: the canvas, the frames of an animation and the pictures in them. */
final class WebpChunks {
    static final int WORD_AT = 8;
    private static final int FIRST = 12;
    private static final int CHUNK_HEAD = 8;
    private static final int LONGEST_SIZE = 10;
    private static final int FRAME_HEAD = 16;
    private static final int SIDE_BITS = 0x3FFF;

    private WebpChunks() {}

    static PictureSize read(Base64File file, PictureSize none) {
        PictureSize size = none;
        long at = FIRST;
        while (file.has(at, CHUNK_HEAD)) {
            int head = (int) at;
            int data = head + CHUNK_HEAD;
            size = size(file, head, data, size);
            if (file.reads(head, "ANMF")) {
                // The picture of a frame is a chunk within the frame's.
                at = (long) data + FRAME_HEAD;
            } else {
                long length = file.little32(head + 4);
                at = data + length + length % 2;
            }
        }
        return size;
    }

    private static PictureSize size(Base64File file, int head, int at, PictureSize known) {
        if (file.reads(head, "VP8X") && file.has(at, LONGEST_SIZE)) {
            return known.or(file.little24(at + 4) + 1, file.little24(at + 7) + 1);
        }
        if (file.reads(head, "ANMF") && file.has(at, FRAME_HEAD)) {
            return known.or(file.little24(at + 6) + 1, file.little24(at + 9) + 1);
        }
        if (file.reads(head, "VP8L") && file.has(at, 5)) {
            long bits = file.little32(at + 1);
            return known.or((bits & SIDE_BITS) + 1, (bits >> 14 & SIDE_BITS) + 1);
        }
        if (file.reads(head, "VP8 ") && file.has(at, LONGEST_SIZE)) {
            return known.or(file.little16(at + 6) & SIDE_BITS, file.little16(at + 8) & SIDE_BITS);
        }
        return known;
    }
}
