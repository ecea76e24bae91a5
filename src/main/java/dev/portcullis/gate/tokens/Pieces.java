package dev.portcullis.gate.tokens;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/** The byte strings that each of three published tokenizers has as one token, found by their hash. */
final class Pieces {
    static final int LONGEST = 24;

    /** Nearly three places for each piece. */
    private static final int PLACES = 1 << 17;

    private static final Pieces SHIPPED = read();

    private final long[] hashes = new long[PLACES];

    private Pieces() {}

    static Pieces shipped() {
        return SHIPPED;
    }

    /** The hash of a string after one more byte; {@link #START} is that of the empty string. */
    static long grow(long hash, byte next) {
        return (hash ^ (next & 0xff)) * 0x100000001b3L;
    }

    static final long START = 0xcbf29ce484222325L;

    boolean has(long hash) {
        int place = place(hash);
        while (hashes[place] != 0) {
            if (hashes[place] == hash) {
                return true;
            }
            place = (place + 1) % PLACES;
        }
        return false;
    }

    private void add(long hash) {
        int place = place(hash);
        while (hashes[place] != 0) {
            place = (place + 1) % PLACES;
        }
        hashes[place] = hash;
    }

    private static int place(long hash) {
        return (int) ((hash ^ (hash >>> 32)) & (PLACES - 1));
    }

    private static Pieces read() {
        Pieces pieces = new Pieces();
        try (InputStream packed = Pieces.class.getResourceAsStream("pieces.gz")) {
            if (packed == null) {
                throw new IllegalStateException("pieces.gz is not on the class path");
            }
            InputStream in = new GZIPInputStream(packed, 1 << 16);
            for (int length = in.read(); length >= 0; length = in.read()) {
                long hash = START;
                for (byte one : in.readNBytes(length)) {
                    hash = grow(hash, one);
                }
                pieces.add(hash);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pieces;
    }
}
