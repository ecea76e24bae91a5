package dev.portcullis.local.boot.report;

import dev.portcullis.local.boot.guest.Look;
import dev.portcullis.probe.Check;
import java.time.Duration;
import java.util.List;

/**
 * All that a boot test saw.
 *
 * @param look after the requests
 */
public record BootReport(Facts facts, List<Step> steps, List<Check.Outcome> checks, Look look) {
    public BootReport {
        steps = List.copyOf(steps);
        checks = List.copyOf(checks);
    }

    /**
     * The result of one boot: the system that was booted, and the machine it ran on.
     *
     * @param load the load of this machine at power-on, in processes on average of the minute before
     */
    public record Facts(long bundleBytes, int userDataBytes, double load) {}

    /** One part of the way. */
    public record Step(String name, Duration took) {}

    public boolean passed() {
        return checks.stream().allMatch(Check.Outcome::passed);
    }
}
