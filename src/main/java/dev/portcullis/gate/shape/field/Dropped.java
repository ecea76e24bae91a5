package dev.portcullis.gate.shape.field;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The fields that were left out of a body, for a response header and the log: bounded in number and length, and of
 * letters that are safe in both, since the names are the caller's own.
 */
public final class Dropped {
    static final int MOST = 32;
    static final int LONGEST = 100;

    private final TreeSet<String> patterns = new TreeSet<>();
    private boolean more;

    public void add(String pattern) {
        String safe = pattern.replaceAll("[^A-Za-z0-9_.\\[\\]-]", "?");
        String shown = safe.length() > LONGEST ? safe.substring(0, LONGEST - 3) + "..." : safe;
        if (patterns.size() < MOST) {
            patterns.add(shown);
        } else {
            more |= !patterns.contains(shown);
        }
    }

    /** Sorted; {@code ...} at the end says that there was more. */
    public List<String> all() {
        List<String> all = new ArrayList<>(patterns);
        if (more) {
            all.add("...");
        }
        return List.copyOf(all);
    }
}
