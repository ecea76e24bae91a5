package dev.portcullis.gate.ledger.money;

import dev.portcullis.settings.value.Usd;
import java.time.ZoneId;

/** What all keys together may spend, and in whose days and months. */
public record GatewayCaps(Usd day, Usd month, ZoneId zone) {}
