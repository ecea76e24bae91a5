package dev.portcullis.local.boot;

import dev.portcullis.local.trial.Check;
import java.time.Duration;
import java.util.List;

/**
 * All that a boot test saw.
 *
 * @param look after the requests
 */
public record BootReport(List<Step> steps, List<Check.Outcome> checks, Look look) {
    public BootReport {
        steps = List.copyOf(steps);
        checks = List.copyOf(checks);
    }

    /** One part of the way. */
    public record Step(String name, Duration took) {}

    public boolean passed() {
        return checks.stream().allMatch(Check.Outcome::passed);
    }
}
