package dev.portcullis.local.boot.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.local.boot.guest.BootFailure;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;

/**
 * The guest's journal of one boot, asked for moments.
 *
 * @param text lines of {@code journalctl --output=json}
 */
record JournalEntries(String text) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** systemd's SD_MESSAGE_UNIT_STARTED, which every started unit has in its journal entry. */
    private static final String UNIT_STARTED = "39f53479d3a045ac8e11786248231fbf";

    /** The first time that the host's own code told of the event. */
    Instant event(String event) {
        return first(
                entry -> entry.path("MESSAGE").asText().startsWith("[" + event + "] "), "the event '" + event + "'");
    }

    /** @param unit the name of a unit, or the beginning of it */
    Instant started(String unit) {
        return first(
                entry -> entry.path("MESSAGE_ID").asText().equals(UNIT_STARTED)
                        && entry.path("UNIT").asText().startsWith(unit),
                "the start of " + unit);
    }

    private Instant first(Predicate<JsonNode> wanted, String name) {
        for (String line : text.lines().toList()) {
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
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
