package dev.portcullis.gate.share;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/** Work of many that is done one piece at a time: everyone who waits has the next turn before anyone has a second one. */
public final class FairQueue {
    private final Map<String, Queue<Turn>> waiting = new LinkedHashMap<>();
    private boolean busy;

    /** A piece of work; it calls {@link #next} when it is over. */
    public interface Work {
        void begin();
    }

    private record Turn(Work work, Consumer<Throwable> failed) {}

    /**
     * Begins the work now or when it is its turn, on the caller's thread or another.
     *
     * @param failed is told when it could not begin; the next one has its turn then
     */
    public void take(String who, Work work, Consumer<Throwable> failed) {
        Turn turn = new Turn(work, failed);
        synchronized (this) {
            if (busy) {
                waiting.computeIfAbsent(who, name -> new ArrayDeque<>()).add(turn);
                return;
            }
            busy = true;
        }
        begin(Optional.of(turn));
    }

    /** The work that had its turn is over. */
    public void next() {
        begin(poll());
    }

    private void begin(Optional<Turn> first) {
        for (Optional<Turn> turn = first; turn.isPresent(); turn = poll()) {
            try {
                turn.get().work().begin();
                return;
            } catch (RuntimeException | Error e) {
                turn.get().failed().accept(e);
            }
        }
    }

    private synchronized Optional<Turn> poll() {
        Iterator<Map.Entry<String, Queue<Turn>>> first = waiting.entrySet().iterator();
        if (!first.hasNext()) {
            busy = false;
            return Optional.empty();
        }
        Map.Entry<String, Queue<Turn>> entry = first.next();
        Queue<Turn> queue = entry.getValue();
        first.remove();
        Turn turn = queue.remove();
        if (!queue.isEmpty()) {
            waiting.put(entry.getKey(), queue);
        }
        return Optional.of(turn);
    }
}
