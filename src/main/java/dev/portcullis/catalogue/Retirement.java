package dev.portcullis.catalogue;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The announced end of a model that is still served.
 *
 * @param successor the name of a model of the catalogue
 */
public record Retirement(LocalDate day, String successor) {
    private static final int WARNING_DAYS = 90;

    /** Near enough that callers should be told to move. */
    public boolean isNear(LocalDate today) {
        return ChronoUnit.DAYS.between(today, day) <= WARNING_DAYS;
    }
}
