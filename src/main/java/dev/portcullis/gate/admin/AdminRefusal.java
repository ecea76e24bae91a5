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
                "authorization: no valid admin key. Send 'Bearer' and an admin key of this gateway");
    }

    static AdminRefusal scope(String needed, String given) {
        return new AdminRefusal(
                403,
                "forbidden",
                "admin key: this needs the scope '" + needed + "', and the admin key has '" + given + "'");
    }

    static AdminRefusal notFound(String message) {
        return new AdminRefusal(404, "not_found", message);
    }

    static AdminRefusal conflict(String message) {
        return new AdminRefusal(409, "conflict", message);
    }

    AdminAnswer answer() {
        return answer;
    }
}
