package dev.portcullis.idlestop;

/**
 * The function's answer to the Worker, which is also its line in the log.
 *
 * @param status the status of HTTP
 * @param did {@code started}, {@code starting}, {@code running}, {@code stopping} or {@code refused}
 */
record WakeAnswer(int status, String did, String reason) {
    static WakeAnswer done(String did, String reason) {
        return new WakeAnswer(200, did, reason);
    }

    static WakeAnswer refused(int status, String reason) {
        return new WakeAnswer(status, "refused", reason);
    }

    String json() {
        return "{\"did\":\"%s\",\"reason\":\"%s\"}".formatted(did, reason);
    }
}
