package dev.portcullis.settings;

import dev.portcullis.settings.value.GoDuration;
import java.time.Instant;
import java.util.Optional;

/**
 * The life and the rotation of the operators' service token, as {@link Client} has them of a client's.
 *
 * @param graceUntil until when the previous secret still works; empty before the first rotation and in an emergency
 */
public record OperatorsToken(GoDuration duration, int secretVersion, Optional<Instant> graceUntil) {}
