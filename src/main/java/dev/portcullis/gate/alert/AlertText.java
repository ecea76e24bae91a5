package dev.portcullis.gate.alert;

/** An alert in words. The names of keys are people's own text, so each form of message has to make them harmless. */
record AlertText(String gateway, Alert alert) {
    String title() {
        return switch (alert.event()) {
            case KEY_BUDGET -> "Key " + alert.subject() + " has spent " + alert.step() + " % of its budget";
            case GATEWAY_BUDGET -> "The gateway has spent " + alert.step() + " % of its cap";
            case KEY_REFUSED -> "Key " + alert.subject() + " is refused: its budget is spent";
            case REFUSALS -> "Unusually many calls are refused: lock " + alert.subject();
        };
    }

    String facts() {
        String facts = alert.event() == AlertEvent.REFUSALS
                ? alert.step() + " refusals by the lock " + alert.subject() + " within five minutes"
                : alert.spent().decimal() + " of " + alert.amount().decimal() + " US dollars of the "
                        + alert.period().map(AlertText::words).orElse("period");
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
