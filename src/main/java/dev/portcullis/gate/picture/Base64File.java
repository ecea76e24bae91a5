package dev.portcullis.gate.picture;

import java.util.Arrays;
import java.util.Optional;

/** A file that stays in its base64 text: a byte is decoded when somebody looks at it, so that no copy is made. */
final class Base64File {
    private static final int DIGITS = 4;
    private static final int BYTES = 3;
    private static final int BITS = 6;
    private static final byte NONE = -1;
    private static final byte[] VALUES = values();

    private final String text;
    private final int length;

    private Base64File(String text, int length) {
        this.text = text;
        this.length = length;
    }

    /** Empty for anything but whole groups of the standard alphabet with their padding. */
    static Optional<Base64File> of(String text) {
        int digits = text.length();
        while (digits > 0 && text.length() - digits < 2 && text.charAt(digits - 1) == '=') {
            digits--;
        }
        if (text.length() % DIGITS != 0) {
            return Optional.empty();
        }
        for (int i = 0; i < digits; i++) {
            if (value(text.charAt(i)) == NONE) {
                return Optional.empty();
            }
        }
        return Optional.of(new Base64File(text, text.length() / DIGITS * BYTES - (text.length() - digits)));
    }

    int length() {
        return length;
    }

    boolean has(long from, int count) {
        return from >= 0 && from + count <= length;
    }

    /** The byte at an offset that {@link #has} has vouched for, from 0 to 255. */
    int at(int index) {
        int digit = index / BYTES * DIGITS + index % BYTES;
        int pair = value(text.charAt(digit)) << BITS | value(text.charAt(digit + 1));
        return pair >> 4 - 2 * (index % BYTES) & 0xFF;
    }

    /** Two bytes, the higher one first. */
    int big16(int index) {
        return at(index) << Byte.SIZE | at(index + 1);
    }

    long big32(int index) {
        return (long) big16(index) << Short.SIZE | big16(index + 2);
    }

    /** Two bytes, the lower one first. */
    int little16(int index) {
        return at(index + 1) << Byte.SIZE | at(index);
    }

    int little24(int index) {
        return at(index + 2) << Short.SIZE | little16(index);
    }

    long little32(int index) {
        return (long) little16(index + 2) << Short.SIZE | little16(index);
    }

    /** Whether these letters, each one byte, stand there. */
    boolean reads(long index, String letters) {
        if (!has(index, letters.length())) {
            return false;
        }
        for (int i = 0; i < letters.length(); i++) {
            if (at((int) index + i) != letters.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int value(char digit) {
        return digit < VALUES.length ? VALUES[digit] : NONE;
    }

    private static byte[] values() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        byte[] values = new byte[Byte.MAX_VALUE];
        Arrays.fill(values, NONE);
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }
}
