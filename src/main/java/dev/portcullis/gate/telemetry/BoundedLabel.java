package dev.portcullis.gate.telemetry;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * The values of one label, of which there are never more than a fixed number: the first ones have a series each, and all
 * that come later share one. Takes no lock.
 */
final class BoundedLabel {
    /** No name of a key or a model has parentheses. */
    static final String OTHER = "(other)";

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Semaphore places;

    BoundedLabel(int most) {
        places = new Semaphore(most);
    }

    String of(String name) {
        if (known.contains(name)) {
            return name;
        }
        if (!places.tryAcquire()) {
            return OTHER;
        }
        if (!known.add(name)) {
            places.release();
        }
        return name;
    }
}
