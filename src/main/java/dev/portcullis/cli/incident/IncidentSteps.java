package dev.portcullis.cli.incident;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;

/** Steps that are each tried, whatever became of the others, with the time at which each was done. */
final class IncidentSteps {
    private final PrintWriter err;
    private final long began = System.nanoTime();
    private final JsonArray steps = new JsonArray();
    private boolean failed;

    /** @param err is told each step as soon as it is over */
    IncidentSteps(PrintWriter err) {
        this.err = err;
    }

    /** @param work returns what is so from now on, in one sentence */
    void take(String name, Callable<String> work) {
        try {
            note(name, true, work.call());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            note(name, false, "interrupted");
        } catch (Exception e) {
            note(name, false, String.valueOf(e.getMessage()));
        }
    }

    boolean failed() {
        return failed;
    }

    JsonArray json() {
        return steps;
    }

    private void note(String name, boolean done, String said) {
        double seconds = Math.floor((System.nanoTime() - began) / 1e8) / 10;
        JsonObject step = new JsonObject();
        step.addProperty("step", name);
        step.addProperty("done", done);
        step.addProperty("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        step.addProperty("seconds", seconds);
        step.addProperty("said", said);
        steps.add(step);
        failed |= !done;
        err.println((done ? "done   " : "FAILED ") + name + " after " + seconds + " s: " + said);
    }
}
