package dev.portcullis.cli.keys;

/** The gateway did not answer, or not as a gateway does; what a person asked for was right. */
final class GatewayAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GatewayAway(String expected, String given, String remedy) {
        super("expected " + expected + ", got " + given + "\n  " + remedy);
    }
}
