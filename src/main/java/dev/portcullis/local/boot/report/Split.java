package dev.portcullis.local.boot.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Splits the time from power-on to the first answer. The parts add up to the whole: work beside something slower is
 * counted with that.
 *
 * @param ours all that is none of the others: the volume, the bundle, secrets, PostgreSQL's cluster, units, the gate
 */
public record Split(Duration cloudInit, Duration packages, Duration python, Duration imports, Duration ours) {
    // The host's own events, in front of a message: see say() in userdata/host/shell.py.
    static final String INSTALL_STARTED = "install-started";
    static final String PACKAGES_INSTALLED = "packages-installed";
    static final String PYTHON_INSTALLED = "python-installed";
    static final String LITELLM_READY = "litellm-ready";
    private static final String LITELLM = "portcullis-litellm.service";

    /**
     * Reads the journal of the guest's first boot.
     *
     * @param journal lines of {@code journalctl --output=json}
     */
    public static Split of(String journal, Instant powerOn, Instant cloudInitDone, Instant answered) {
        JournalEntries entries = new JournalEntries(journal);
        Duration cloudInit = Duration.between(powerOn, cloudInitDone);
        Instant packagesDone = entries.event(PACKAGES_INSTALLED);
        Duration packages = Duration.between(entries.event(INSTALL_STARTED), packagesDone);
        Duration python = atLeastZero(Duration.between(packagesDone, entries.event(PYTHON_INSTALLED)));
        Duration imports = Duration.between(entries.started(LITELLM), entries.event(LITELLM_READY));
        Duration ours = Duration.between(powerOn, answered)
                .minus(cloudInit)
                .minus(packages)
                .minus(python)
                .minus(imports);
        return new Split(cloudInit, packages, python, imports, ours);
    }

    public List<BootReport.Step> steps() {
        return List.of(
                new BootReport.Step("  of that cloud-init", cloudInit),
                new BootReport.Step("  of that Debian's packages", packages),
                new BootReport.Step("  of that Python's packages, beyond those", python),
                new BootReport.Step("  of that LiteLLM's import", imports),
                new BootReport.Step("  of that ours", ours));
    }

    private static Duration atLeastZero(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
