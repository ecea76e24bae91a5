package dev.portcullis.local.boot.report;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The steps with their times, reported as they happen. */
public final class Steps {
    private final PrintWriter progress;
    private final List<BootReport.Step> done = new ArrayList<>();

    public Steps(PrintWriter progress) {
        this.progress = progress;
    }

    public void time(String name, Runnable work) {
        time(name, () -> {
            work.run();
            return true;
        });
    }

    public <T> T time(String name, Supplier<T> work) {
        say(name);
        long started = System.nanoTime();
        T result = work.get();
        add(name, Duration.ofNanos(System.nanoTime() - started));
        return result;
    }

    /** A line of progress, with no time. */
    public void say(String what) {
        progress.println("... " + what);
        progress.flush();
    }

    public void add(String name, Duration took) {
        done.add(new BootReport.Step(name, took));
        progress.printf("%6.1f s  %s%n", took.toMillis() / 1000.0, name);
        progress.flush();
    }

    public List<BootReport.Step> done() {
        return List.copyOf(done);
    }
}
