package dev.portcullis.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes calls side by side, a few at once, and gives their outcomes in the order of the calls. */
final class Crew implements AutoCloseable {
    /** Below every documented rate limit of the services that are asked. */
    private static final int AT_ONCE = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, task -> {
        Thread thread = new Thread(task, "doctor");
        thread.setDaemon(true);
        return thread;
    });

    <T> List<T> all(List<Callable<T>> calls) throws InterruptedException {
        List<T> outcomes = new ArrayList<>();
        for (Future<T> future : threads.invokeAll(calls)) {
            try {
                outcomes.add(future.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return outcomes;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
