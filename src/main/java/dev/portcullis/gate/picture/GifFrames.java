package dev.portcullis.gate.picture;

/** The screen of a GIF and each of its pictures. */
final class GifFrames {
    private static final int SCREEN_AT = 6;
    private static final int HEAD = 13;
    private static final int EXTENSION = 0x21;
    private static final int FRAME = 0x2C;
    private static final int END = 0x3B;
    private static final int FRAME_HEAD = 10;
    private static final int HAS_TABLE = 0x80;

    private GifFrames() {}

    static PictureSize read(Base64File file, PictureSize none) {
        if (!file.has(0, HEAD)) {
            return none;
        }
        PictureSize size = none.or(file.little16(SCREEN_AT), file.little16(SCREEN_AT + 2));
        int at = HEAD + table(file.at(SCREEN_AT + 4));
        while (file.has(at, 1) && file.at(at) != END) {
            if (file.at(at) == EXTENSION) {
                at = afterBlocks(file, at + 2);
            } else if (file.at(at) == FRAME && file.has(at, FRAME_HEAD)) {
                // A frame that begins beside the corner makes the screen larger in some decoders.
                size = size.or(
                        file.little16(at + 1) + file.little16(at + 5), file.little16(at + 3) + file.little16(at + 7));
                at = afterBlocks(file, at + FRAME_HEAD + table(file.at(at + 9)) + 1);
            } else {
                // Decoders skip what they do not know.
                at++;
            }
        }
        return size;
    }

    /** Bytes of a colour table, by the flags in front of it. */
    private static int table(int flags) {
        return (flags & HAS_TABLE) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static int afterBlocks(Base64File file, int from) {
        int at = from;
        while (file.has(at, 1) && file.at(at) != 0) {
            at += file.at(at) + 1;
        }
        return at + 1;
    }
}
