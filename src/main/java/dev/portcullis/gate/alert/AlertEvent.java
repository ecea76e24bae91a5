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
    REFUSALS("See what is refused with ./portcullis monitor, and whose calls they are with ./portcullis logs"),
    MODEL_RETIRING(
            "Name its successor in the callers' settings before that day: ./portcullis models list tells which it is"),
    NOT_APPLIED("See why with ./portcullis status, repair the settings and run pulumi up again");

    private final String next;

    AlertEvent(String next) {
        this.next = next;
    }

    /** The word in messages and in the page. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isMoney() {
        return this == KEY_BUDGET || this == GATEWAY_BUDGET || this == KEY_REFUSED;
    }

    String next() {
        return next;
    }

    /** The section of the page about it. */
    String page() {
        return "docs/alarms.md#" + word();
    }

    /** The word in the ledger. */
    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AlertEvent of(String stored) {
        return Arrays.stream(values())
                .filter(event -> event.stored().equals(stored))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("an alert of another release"));
    }
}
