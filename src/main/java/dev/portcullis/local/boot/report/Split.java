package dev.portcullis.local.boot.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.local.boot.guest.BootFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;

/**
 * Splits the time from power-on to the first answer. The parts add up to the whole: work beside something slower is
 * counted with that.
 *
 * @param ours all that is none of the others: the volume, the bundle, secrets, PostgreSQL's cluster, units, the gate
 */
public record Split(Duration cloudInit, Duration packages, Duration python, Duration imports, Duration ours) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    // The host's own events, in front of a message: see say() in userdata/host/shell.py.
    static final String INSTALL_STARTED = "install-started";
    static final String PACKAGES_INSTALLED = "packages-installed";
    static final String PYTHON_INSTALLED = "python-installed";
    static final String LITELLM_READY = "litellm-ready";
    /** systemd's SD_MESSAGE_UNIT_STARTED, which every started unit has in its journal entry. */
    private static final String UNIT_STARTED = "39f53479d3a045ac8e11786248231fbf";

    private static final String LITELLM = "portcullis-litellm.service";

    /**
     * Reads the journal of the guest's first boot.
     *
     * @param journal lines of {@code journalctl --output=json}
     */
    public static Split of(String journal, Instant powerOn, Instant cloudInitDone, Instant answered) {
        Duration cloudInit = Duration.between(powerOn, cloudInitDone);
        Instant packagesDone = event(journal, PACKAGES_INSTALLED);
        Duration packages = Duration.between(event(journal, INSTALL_STARTED), packagesDone);
        Duration python = atLeastZero(Duration.between(packagesDone, event(journal, PYTHON_INSTALLED)));
        Duration imports = Duration.between(started(journal), event(journal, LITELLM_READY));
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

    private static Instant event(String journal, String event) {
        return first(
                journal,
                entry -> entry.path("MESSAGE").asText().startsWith("[" + event + "] "),
                "the event '" + event + "'");
    }

    private static Instant started(String journal) {
        return first(
                journal,
                entry -> entry.path("MESSAGE_ID").asText().equals(UNIT_STARTED)
                        && entry.path("UNIT").asText().equals(LITELLM),
                "the start of " + LITELLM);
    }

    private static Instant first(String journal, Predicate<JsonNode> wanted, String name) {
        for (String line : journal.lines().toList()) {
            JsonNode entry = json(line);
            if (wanted.test(entry)) {
                return Instant.EPOCH.plus(entry.path("__REALTIME_TIMESTAMP").asLong(), ChronoUnit.MICROS);
            }
        }
        throw new BootFailure("the guest's journal", name, "none", "Compare with the events in userdata/host");
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration atLeastZero(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
