package dev.portcullis.operate;

import java.time.Instant;

/**
 * One line of a unit's journal as CloudWatch has it.
 *
 * @param id CloudWatch's own name of the line, which tells two alike apart
 * @param unit the unit without its prefix, such as {@code gate}
 */
public record JournalLine(String id, Instant at, String unit, String text) {}
