package dev.portcullis.operate.bill;

import java.math.BigDecimal;
import java.time.LocalDate;

/** The US dollars that one service cost on one day in UTC, which is how AWS counts days. */
public record BillRow(LocalDate day, String service, BigDecimal cost) {}
