package dev.portcullis.gate.admin;

/** A request that is understood and refused. */
final class AdminRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient AdminAnswer answer;

    private AdminRefusal(int status, String code, String message) {
        // No stack trace: this is an answer and not a fault.
        super(message, null, false, false);
        answer = AdminAnswer.failure(status, code, message);
    }

    static AdminRefusal noKey() {
        return new AdminRefusal(
                401,
                "unauthorized",
                "authorization: expected Bearer and an admin key of this gateway, got none that is");
    }

    static AdminRefusal scope(String needed, String given) {
        return new AdminRefusal(
                403, "forbidden", "admin key: expected the scope '" + needed + "' or a wider one, got '" + given + "'");
    }

    static AdminRefusal notFound(String what) {
        return new AdminRefusal(404, "not_found", what);
    }

    static AdminRefusal conflict(String what) {
        return new AdminRefusal(409, "conflict", what);
    }

    AdminAnswer answer() {
        return answer;
    }
}
