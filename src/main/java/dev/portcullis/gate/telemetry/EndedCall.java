package dev.portcullis.gate.telemetry;

import dev.portcullis.gate.exchange.Exchange;
import dev.portcullis.gate.ledger.money.Consumption;
import dev.portcullis.gate.ledger.money.Settlement;
import dev.portcullis.settings.value.Usd;
import java.util.OptionalLong;

/**
 * The figures of a call that is over.
 *
 * @param cost as it is settled: for a call whose cost nobody knows, the whole reservation
 * @param milliseconds to the end of the answer
 * @param toFirstByte milliseconds to the first byte of the model's answer; empty when none came
 */
record EndedCall(CallOutcome outcome, Usd cost, Consumption used, long milliseconds, OptionalLong toFirstByte) {
    static EndedCall of(Exchange exchange) {
        return new EndedCall(
                CallOutcome.of(exchange),
                exchange.facts().cost(),
                exchange.facts().settlement().map(Settlement::consumption).orElse(Consumption.NONE),
                exchange.milliseconds(),
                exchange.millisecondsToFirstByte());
    }
}
