package dev.portcullis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of services, now and at its most, read every second. Pages that several processes share count for each of
 * them in part, as a unit's own limit counts them once.
 */
final class ProcessMemory implements AutoCloseable {
    private static final Pattern SHARE = Pattern.compile("(?m)^Pss: +([0-9]+) kB");
    private static final Pattern MAX = Pattern.compile("(?m)^MemoryMax=([0-9]+)M");
    private static final int KIB_PER_MIB = 1024;

    private final Map<String, Supplier<List<Long>>> services;
    private final Map<String, Long> now = new HashMap<>();
    private final Map<String, Long> most = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    private final ScheduledFuture<?> looking;

    /** @param services name to the numbers of its processes at a moment */
    ProcessMemory(Map<String, Supplier<List<Long>>> services) {
        this.services = Map.copyOf(services);
        looking = timer.scheduleAtFixedRate(this::look, 0, 1, TimeUnit.SECONDS);
    }

    private synchronized void look() {
        services.forEach((name, processes) -> {
            long sum = processes.get().stream().mapToLong(ProcessMemory::share).sum() / KIB_PER_MIB;
            now.put(name, sum);
            most.merge(name, sum, Math::max);
        });
    }

    synchronized long nowMib(String service) {
        return now.getOrDefault(service, -1L);
    }

    synchronized long mostMib(String service) {
        return most.getOrDefault(service, -1L);
    }

    /** The limit in a unit's file. */
    static long limitMib(Path unit) throws IOException {
        Matcher max = MAX.matcher(Files.readString(unit));
        if (!max.find()) {
            throw new IllegalStateException(unit + " has no MemoryMax");
        }
        return Long.parseLong(max.group(1));
    }

    private static long share(long process) {
        try {
            Matcher share = SHARE.matcher(Files.readString(Path.of("/proc/" + process + "/smaps_rollup")));
            return share.find() ? Long.parseLong(share.group(1)) : 0;
        } catch (IOException e) {
            // It has just ended.
            return 0;
        }
    }

    @Override
    public void close() {
        looking.cancel(true);
        timer.shutdownNow();
    }
}
