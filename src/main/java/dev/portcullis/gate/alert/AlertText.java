package dev.portcullis.gate.alert;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** An alert in words. The names of keys are people's own text, so each form of message has to make them harmless. */
record AlertText(String gateway, Alert alert) {
    String title() {
        return switch (alert.event()) {
            case KEY_BUDGET -> "Key " + alert.subject() + " has spent " + alert.step() + " % of its budget";
            case GATEWAY_BUDGET -> "The gateway has spent " + alert.step() + " % of its cap";
            case KEY_REFUSED -> "Key " + alert.subject() + " is refused: its budget is spent";
            case REFUSALS -> "Unusually many calls are refused: lock " + alert.subject();
            case MODEL_RETIRING -> "Model " + alert.subject() + " retires in " + alert.step() + " days";
            case NOT_APPLIED -> "The host did not take on an update: " + alert.subject();
        };
    }

    String facts() {
        String facts = switch (alert.event()) {
            case KEY_BUDGET, GATEWAY_BUDGET, KEY_REFUSED ->
                alert.spent().decimal() + " of " + alert.amount().decimal() + " US dollars of the "
                        + alert.period().map(AlertText::words).orElse("period");
            case REFUSALS -> alert.step() + " refusals by the lock " + alert.subject() + " within five minutes";
            case MODEL_RETIRING ->
                alert.subject() + " retires on "
                        + LocalDate.ofInstant(alert.at(), ZoneOffset.UTC).plusDays(alert.step());
            case NOT_APPLIED -> "the desired state " + alert.subject() + "; the one before it still serves";
        };
        return gateway + ": " + facts + " (" + alert.at() + ").";
    }

    /** The next step and the page that explains it. */
    String next() {
        return alert.event().next() + ". More: " + alert.event().page();
    }

    private static String words(String period) {
        return period.equals("total") ? "key's whole life" : period;
    }
}
