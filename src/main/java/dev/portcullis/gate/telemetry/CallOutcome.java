package dev.portcullis.gate.telemetry;

import dev.portcullis.gate.exchange.Exchange;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How a call ended, as its caller saw it. */
enum CallOutcome {
    ANSWERED,
    /** A limit, a rule or the caller's own mistake stood in the way. */
    REFUSED,
    /** The model service or the gate itself is at fault. */
    FAILED,
    /** The caller left before the end. */
    HUNG_UP;

    private static final Set<RefusalLock> OURS = EnumSet.of(RefusalLock.UPSTREAM, RefusalLock.GATE);

    static CallOutcome of(Exchange exchange) {
        if (exchange.hungUp()) {
            return HUNG_UP;
        }
        String code = exchange.facts().code();
        if (code.isEmpty()) {
            return ANSWERED;
        }
        return OURS.contains(RefusalLock.of(code)) ? FAILED : REFUSED;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
