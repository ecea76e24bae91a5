package dev.portcullis.gate.shape.schema;

/**
 * The size of a part of a schema once its references are replaced. Sums stop at {@link #MOST} instead of overflowing.
 *
 * @param bytes as compact JSON in UTF-8
 * @param objects JSON objects in it
 * @param depth levels of objects and lists
 */
record Extent(long bytes, long objects, int depth) {
    static final long MOST = 1L << 40;
    static final Extent NONE = new Extent(0, 0, 0);

    static Extent text(long bytes) {
        return new Extent(bytes, 0, 0);
    }

    /** Both, one after the other. */
    Extent plus(Extent other) {
        return new Extent(sum(bytes, other.bytes), sum(objects, other.objects), Math.max(depth, other.depth));
    }

    /** Whichever is larger, in each respect. */
    Extent or(Extent other) {
        return new Extent(Math.max(bytes, other.bytes), Math.max(objects, other.objects), Math.max(depth, other.depth));
    }

    /** Within one more object or list. */
    Extent within(boolean object) {
        return new Extent(bytes, sum(objects, object ? 1 : 0), depth + 1);
    }

    private static long sum(long one, long other) {
        return Math.min(MOST, one + other);
    }
}
