package dev.portcullis.local.bedrock;

import java.util.LinkedHashMap;
import java.util.Map;

/** A memory of values by text; the oldest entry makes room, since a stand-in that is left running must not grow. */
final class Bounded<V> extends LinkedHashMap<String, V> {
    private static final int MOST = 1_000;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST;
    }
}
