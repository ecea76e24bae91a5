package dev.portcullis.gate.telemetry;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often this gate has refused a call since it started, by code. The codes are the gate's own, so they are few. */
public final class Refusals {
    private final Instant since;
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    public Refusals(Instant since) {
        this.since = since;
    }

    /** The start of the count. */
    public Instant since() {
        return since;
    }

    /** Counts one refusal with this code. */
    public void count(String code) {
        counts.computeIfAbsent(code, first -> new LongAdder()).increment();
    }

    /** Lock to its codes and their counts, without those that refused nothing. */
    public Map<RefusalLock, Map<String, Long>> byLock() {
        Map<RefusalLock, Map<String, Long>> byLock = new TreeMap<>();
        counts.forEach((code, count) -> byLock.computeIfAbsent(RefusalLock.of(code), first -> new TreeMap<>())
                .put(code, count.sum()));
        return byLock;
    }
}
