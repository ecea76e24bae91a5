package dev.portcullis.gate.ledger.money;

import dev.portcullis.settings.value.Usd;
import java.util.Optional;
import java.util.UUID;

/**
 * The end of a call.
 *
 * @param cost empty for the whole reservation
 */
public record Settlement(UUID id, Outcome outcome, Optional<Usd> cost, Consumption consumption) {

    /** The outcomes in the words of the database. */
    public enum Outcome {
        /** Charged for the usage that the answer reported. */
        SETTLED,
        /** The answer reported none that can be believed. */
        ESTIMATED,
        /** Released, since nothing was used. */
        RELEASED
    }

    public static Settlement released(UUID id) {
        return new Settlement(id, Outcome.RELEASED, Optional.of(Usd.ZERO), Consumption.NONE);
    }

    public static Settlement wholeReservation(UUID id) {
        return new Settlement(id, Outcome.ESTIMATED, Optional.empty(), Consumption.NONE);
    }
}
