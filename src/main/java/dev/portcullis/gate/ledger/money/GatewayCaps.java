package dev.portcullis.gate.ledger.money;

import dev.portcullis.settings.value.Usd;
import java.time.ZoneId;

/** The caps on the spending of all virtual keys together, and the time zone of their days and months. */
public record GatewayCaps(Usd day, Usd month, ZoneId zone) {}
