package dev.portcullis.gate.alert;

import dev.portcullis.gate.telemetry.RefusalLock;
import dev.portcullis.gate.telemetry.Refusals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/**
 * Finds locks that refuse unusually often: a hundred times within five minutes, and four times as often as in the hour
 * before. A caller that is refused all day is not news every day; one that begins to be is.
 */
final class RefusalWatch {
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final long LEAST = 100;
    private static final long TIMES = 4;
    private static final int WINDOWS = 12;

    private final Refusals refusals;
    private final Map<RefusalLock, Long> totals = new EnumMap<>(RefusalLock.class);
    private final Map<RefusalLock, Deque<Long>> before = new EnumMap<>(RefusalLock.class);
    private Instant windowEnds;

    RefusalWatch(Refusals refusals, Instant now) {
        this.refusals = refusals;
        this.windowEnds = now.plus(WINDOW);
    }

    /** Lock to the refusals of the window that has just ended; empty before its end. */
    Map<RefusalLock, Long> look(Instant now) {
        Map<RefusalLock, Long> unusual = new EnumMap<>(RefusalLock.class);
        if (now.isBefore(windowEnds)) {
            return unusual;
        }
        windowEnds = now.plus(WINDOW);
        refusals.byLock().forEach((lock, codes) -> {
            long total = codes.values().stream().mapToLong(Long::longValue).sum();
            long count = total - totals.getOrDefault(lock, 0L);
            totals.put(lock, total);
            Deque<Long> hour = before.computeIfAbsent(lock, first -> new ArrayDeque<>());
            long usual = hour.stream().mapToLong(Long::longValue).sum() / WINDOWS;
            if (count >= LEAST && count >= usual * TIMES) {
                unusual.put(lock, count);
            }
            hour.addLast(count);
            if (hour.size() > WINDOWS) {
                hour.removeFirst();
            }
        });
        return unusual;
    }
}
