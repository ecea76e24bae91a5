package dev.portcullis.probe;

import java.time.Duration;
import java.util.Optional;

/** One thing that a caller tries, and what has to come of it. */
public record Check(String name, Attempt attempt) {

    /** Empty when all was as it should be, else what was expected and what came. */
    public interface Attempt {
        Optional<String> problem() throws Exception;
    }

    /**
     * The outcome of a check.
     *
     * @param problem empty when it passed
     */
    public record Outcome(String name, Optional<String> problem, Duration took) {
        public boolean passed() {
            return problem.isEmpty();
        }
    }

    /** Never throws: what an attempt throws is a problem. */
    public Outcome run() {
        long started = System.nanoTime();
        Optional<String> problem;
        try {
            problem = attempt.problem();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problem = Optional.of("interrupted");
        } catch (Exception e) {
            problem = Optional.of(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        return new Outcome(name, problem, Duration.ofNanos(System.nanoTime() - started));
    }
}
