package dev.portcullis.gate.ledger;

import dev.portcullis.settings.Usd;
import java.time.ZoneId;

/** What all keys together may spend, and in whose days and months. */
public record GatewayCaps(Usd day, Usd month, ZoneId zone) {}
