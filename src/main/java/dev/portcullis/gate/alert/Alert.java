package dev.portcullis.gate.alert;

import dev.portcullis.settings.value.Usd;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that people are told of.
 *
 * @param id the same at every try, so that a receiver may know a message that comes twice
 * @param step the part of the budget in percent, or the number of refusals
 * @param subject the name of the key or of the lock
 * @param period the period of the budget: day, month or total
 */
record Alert(
        long id,
        AlertEvent event,
        String subject,
        long step,
        Optional<String> period,
        Usd amount,
        Usd spent,
        Instant at) {}
