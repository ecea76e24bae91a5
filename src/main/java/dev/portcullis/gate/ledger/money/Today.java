package dev.portcullis.gate.ledger.money;

import dev.portcullis.gate.ledger.key.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** The calendar day of an instant in a zone, and when the periods that it is in are over. */
public record Today(LocalDate date, ZoneId zone) {

    public static Today at(Instant instant, ZoneId zone) {
        return new Today(LocalDate.ofInstant(instant, zone), zone);
    }

    /** The first instant of the next period: not always 24 hours after this one's. Empty for the total. */
    public Optional<Instant> resets(Period period) {
        return switch (period) {
            case DAY -> Optional.of(date.plusDays(1)).map(this::start);
            case MONTH -> Optional.of(date.withDayOfMonth(1).plusMonths(1)).map(this::start);
            case TOTAL -> Optional.empty();
        };
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
