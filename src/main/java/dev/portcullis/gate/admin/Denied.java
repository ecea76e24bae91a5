package dev.portcullis.gate.admin;

/** A request that is understood and refused. */
final class Denied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    private Denied(int status, String code, String message) {
        // No stack trace: this is an answer and not a fault.
        super(message, null, false, false);
        answer = Answer.failure(status, code, message);
    }

    static Denied noKey() {
        return new Denied(
                401,
                "unauthorized",
                "authorization: expected Bearer and an admin key of this gateway, got none that is");
    }

    static Denied scope(String needed, String given) {
        return new Denied(
                403, "forbidden", "admin key: expected the scope '" + needed + "' or a wider one, got '" + given + "'");
    }

    static Denied notFound(String what) {
        return new Denied(404, "not_found", what);
    }

    static Denied conflict(String what) {
        return new Denied(409, "conflict", what);
    }

    Answer answer() {
        return answer;
    }
}
