package dev.portcullis.gate.share;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** Work of many that is done one piece at a time: everyone who waits has the next turn before anyone has a second one. */
public final class Turns {
    private final Map<String, Queue<Work>> waiting = new LinkedHashMap<>();
    private boolean busy;

    /** A piece of work; it calls {@link #next} when it is over. */
    public interface Work {
        void begin();
    }

    /** Begins the work now or when it is its turn, on the caller's thread or another. */
    public void take(String who, Work work) {
        synchronized (this) {
            if (busy) {
                waiting.computeIfAbsent(who, name -> new ArrayDeque<>()).add(work);
                return;
            }
            busy = true;
        }
        work.begin();
    }

    /** The work that had its turn is over. */
    public void next() {
        poll().ifPresent(Work::begin);
    }

    private synchronized Optional<Work> poll() {
        Iterator<Map.Entry<String, Queue<Work>>> first = waiting.entrySet().iterator();
        if (!first.hasNext()) {
            busy = false;
            return Optional.empty();
        }
        Map.Entry<String, Queue<Work>> entry = first.next();
        Queue<Work> queue = entry.getValue();
        first.remove();
        Work work = queue.remove();
        if (!queue.isEmpty()) {
            waiting.put(entry.getKey(), queue);
        }
        return Optional.of(work);
    }
}
