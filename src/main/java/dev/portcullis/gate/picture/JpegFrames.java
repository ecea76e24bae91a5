package dev.portcullis.gate.picture;

/** Every frame header of a JPEG, up to the mark of its end: a file may have more than one, and decoders differ. */
final class JpegFrames {
    static final String SIGNATURE = "\u00FF\u00D8\u00FF";
    private static final int MARK = 0xFF;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    /** States the height after the first scan, when the frame header has left it open. */
    private static final int LINES = 0xDC;
    /** The header of a hierarchy of frames, built like a frame's. */
    private static final int HIERARCHY = 0xDE;

    private JpegFrames() {}

    static PictureSize read(Base64File file, PictureSize none) {
        PictureSize size = none;
        int at = 2;
        while (file.has(at, 4)) {
            if (file.at(at) != MARK) {
                return none;
            }
            int mark = file.at(at + 1);
            if (mark == END) {
                return size;
            }
            if (mark == MARK || isAlone(mark)) {
                at += mark == MARK ? 1 : 2;
                continue;
            }
            size = size(file, mark, at + 2, size);
            int length = file.big16(at + 2);
            if (length < 2) {
                return none;
            }
            at += 2 + length;
            at = mark == SCAN ? afterScan(file, at) : at;
        }
        return size;
    }

    private static PictureSize size(Base64File file, int mark, int at, PictureSize known) {
        if ((isFrame(mark) || mark == HIERARCHY) && file.has(at, 7)) {
            return known.or(file.big16(at + 5), file.big16(at + 3));
        }
        return mark == LINES && file.has(at, 4) ? known.or(0, file.big16(at + 2)) : known;
    }

    /** C0 to CF without the tables (C4, CC) and the one that is reserved (C8). */
    private static boolean isFrame(int mark) {
        return mark >= 0xC0 && mark <= 0xCF && mark != 0xC4 && mark != 0xC8 && mark != 0xCC;
    }

    /** Has no length: restarts, the start of the picture and one for private use. */
    private static boolean isAlone(int mark) {
        return (mark >= 0xD0 && mark <= 0xD8) || mark == 0x01;
    }

    /** The next mark that is not part of the compressed data, or the end of the file. */
    private static int afterScan(Base64File file, int from) {
        int at = from;
        while (file.has(at, 2)) {
            int next = file.at(at + 1);
            if (file.at(at) == MARK && next != 0 && next != MARK && !(next >= 0xD0 && next <= 0xD7)) {
                return at;
            }
            at++;
        }
        return file.length();
    }
}
