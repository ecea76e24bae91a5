package dev.portcullis.gate.exchange;

import dev.portcullis.gate.shape.strict.Refused;
import java.time.Duration;
import java.util.Set;

/** Why a request gets no answer from a model: what its caller is told, whatever the shape. */
public final class Denied extends Exception {
    private static final long serialVersionUID = 1L;

    private static final Set<String> FINAL = Set.of("answer_too_slow", "upstream_denied");

    private final int status;
    private final String code;
    private final Duration retryAfter;

    private Denied(int status, String code, String message, Duration retryAfter) {
        // No stack trace: this is an answer and not a fault.
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public Denied(int status, String code, String message) {
        this(status, code, message, Duration.ZERO);
    }

    static Denied of(Refused refused) {
        return new Denied(refused.status(), refused.code(), refused.message());
    }

    public Denied retryAfter(Duration wait) {
        return new Denied(status, code, message(), wait);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    /**
     * Whether the same request would be refused again, or billed a second time. Clients retry by status alone: Claude
     * Code asks again after a 401, and every SDK after a 502 and a 504.
     */
    boolean isDefinite() {
        boolean passes = status == 408 || status == 429;
        return (status < 500 && !passes) || FINAL.contains(code);
    }

    /** Zero when there is nothing to wait for. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
