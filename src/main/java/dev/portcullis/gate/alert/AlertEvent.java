package dev.portcullis.gate.alert;

import java.util.Arrays;
import java.util.Locale;

/** The kinds of alerts. Each has a section of its own in docs/alarms.md, which bears its word as a title. */
public enum AlertEvent {
    KEY_BUDGET(
            "See its spending with ./portcullis keys show, and raise its budget with ./portcullis keys edit if that is meant"),
    GATEWAY_BUDGET(
            "See who spends with ./portcullis spend clients, and raise capDayUsd or capMonthUsd if that is meant"),
    KEY_REFUSED(
            "Its calls are refused until the period ends: let it wait, or raise its budget with ./portcullis keys edit"),
    REFUSALS("See what is refused with ./portcullis monitor, and whose calls they are with ./portcullis logs");

    private final String next;

    AlertEvent(String next) {
        this.next = next;
    }

    /** The word in the ledger, in messages and in the page. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String next() {
        return next;
    }

    /** The section of the page about it. */
    String page() {
        return "docs/alarms.md#" + word();
    }

    static AlertEvent of(String stored) {
        return Arrays.stream(values())
                .filter(event -> event.name().toLowerCase(Locale.ROOT).equals(stored))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("an alert of another release"));
    }
}
