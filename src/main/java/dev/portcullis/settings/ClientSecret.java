package dev.portcullis.settings;

import dev.portcullis.input.WrittenTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How far a client's secret and its declared virtual key have been rotated. A rotation has to say what becomes of the
 * previous secret: if it ended silently, callers would fail; if it lived on silently, a leaked one would.
 */
record ClientSecret(int version, int keyVersion, Optional<Instant> graceUntil) {
    private static final String TIME = "2027-01-31T00:00:00Z";

    static Optional<ClientSecret> read(RawConfig raw, RawValue client) {
        RawValue grace = client.field("graceUntil", TIME);
        RawValue emergency = client.field("emergency", "true");
        RawValue keyVersion = client.field("keyVersion", "1");
        var number = version(client.field("secretVersion", "1"));
        var keyNumber = version(keyVersion);
        if (!keyVersion.isAbsent() && client.field("key", "").isAbsent()) {
            keyVersion.refuse("no keyVersion without a key", "Remove it, or declare a key");
        }
        var graceUntil = grace.isAbsent()
                ? Optional.<Instant>empty()
                : grace.as(
                        WrittenTime.FIXED,
                        text -> WrittenTime.fixed(text, ZoneOffset.UTC)
                                .orElseThrow(() -> new IllegalArgumentException("no time")));
        boolean atOnce = !emergency.isAbsent() && emergency.bool().orElse(false);
        if (number.isPresent() && keyNumber.isPresent()) {
            if (number.get() == 1 && keyNumber.get() == 1) {
                refuseWithoutRotation(grace, emergency, atOnce);
            } else {
                demandOneEnd(grace, emergency, atOnce);
            }
        }
        return raw.ifSound(() -> new ClientSecret(number.orElseThrow(), keyNumber.orElseThrow(), graceUntil));
    }

    private static Optional<Integer> version(RawValue value) {
        return value.isAbsent() ? Optional.of(1) : value.integer("a whole number", 1, 1_000);
    }

    private static void refuseWithoutRotation(RawValue grace, RawValue emergency, boolean atOnce) {
        if (!grace.isAbsent()) {
            grace.refuse(
                    "no graceUntil while secretVersion and keyVersion are 1",
                    "Raise one of them to rotate, or remove it");
        }
        if (atOnce) {
            emergency.refuse(
                    "no emergency while secretVersion and keyVersion are 1",
                    "Raise one of them to rotate, or remove it");
        }
    }

    private static void demandOneEnd(RawValue grace, RawValue emergency, boolean atOnce) {
        if (grace.isAbsent() && !atOnce) {
            grace.refuse(
                    "a time until which the previous secret still works",
                    grace.set(TIME) + ", or set emergency to true to end it at once");
        }
        if (!grace.isAbsent() && atOnce) {
            emergency.refuse(
                    "graceUntil or emergency",
                    "both",
                    "Remove graceUntil to end the previous secret at once, else remove emergency");
        }
    }
}
