package dev.portcullis.cli.doctor;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says on the side stream what is asked, once that takes longer than two seconds. */
public final class SlowNotice implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "notice");
        thread.setDaemon(true);
        return thread;
    });
    private final PrintWriter err;
    private String asked = "";
    private String told = "";

    public SlowNotice(PrintWriter err) {
        this.err = err;
        var unused =
                clock.scheduleAtFixedRate(this::tell, PATIENCE.toMillis(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Names the thing that is asked from now on. */
    public synchronized void now(String subject) {
        asked = subject;
    }

    /** Nothing is asked from now on but a person. No notice comes after it, so none stands behind a prompt. */
    public synchronized void pause() {
        asked = told;
    }

    private synchronized void tell() {
        String subject = asked;
        if (!subject.equals(told)) {
            told = subject;
            err.println("Asking " + subject + " …");
            err.flush();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
