package dev.portcullis.operate;

/** The state of a gateway, as AWS knows it, with the exit code for scripts. */
public enum GatewayStatus {
    HEALTHY("healthy", 0),
    /** The newest desired state failed or was rolled back, or an alarm rings. */
    WRONG("wrong", 1),
    ASLEEP("asleep", 3),
    STARTING("starting", 4),
    /** The host runs and has not yet reported on its desired state. */
    APPLYING("applying", 4),
    STOPPING("stopping", 4);

    private final String word;
    private final int exitCode;

    GatewayStatus(String word, int exitCode) {
        this.word = word;
        this.exitCode = exitCode;
    }

    public String word() {
        return word;
    }

    public int exitCode() {
        return exitCode;
    }
}
