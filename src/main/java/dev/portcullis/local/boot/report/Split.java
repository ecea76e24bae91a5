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

/**
 * Splits the time from power-on to the first answer. The parts add up to the whole: work beside something slower is
 * counted with that.
 *
 * @param ours all that is none of the others: the volume, the bundle, secrets, PostgreSQL's cluster, units, the gate
 */
public record Split(Duration cloudInit, Duration packages, Duration python, Duration imports, Duration ours) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BEGUN = ": installing what is missing";
    private static final String PACKAGES = "Debian's packages are there";
    private static final String PYTHON = "LiteLLM's packages are there";
    private static final String STARTED = "Started portcullis-litellm.service";
    private static final String ANSWERS = "LiteLLM answers";

    /**
     * Reads the journal of the guest's first boot.
     *
     * @param journal lines of {@code journalctl --output=json}
     */
    public static Split of(String journal, Instant powerOn, Instant cloudInitDone, Instant answered) {
        Duration cloudInit = Duration.between(powerOn, cloudInitDone);
        Instant packagesDone = first(journal, PACKAGES);
        Duration packages = Duration.between(first(journal, BEGUN), packagesDone);
        Duration python = atLeastZero(Duration.between(packagesDone, first(journal, PYTHON)));
        Duration imports = Duration.between(first(journal, STARTED), first(journal, ANSWERS));
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

    private static Instant first(String journal, String text) {
        for (String line : journal.lines().toList()) {
            JsonNode entry = json(line);
            if (entry.path("MESSAGE").asText().contains(text)) {
                return Instant.EPOCH.plus(entry.path("__REALTIME_TIMESTAMP").asLong(), ChronoUnit.MICROS);
            }
        }
        throw new BootFailure(
                "the guest's journal",
                "a line with '" + text + "'",
                "none",
                "Does apply still say so? See userdata/host");
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
