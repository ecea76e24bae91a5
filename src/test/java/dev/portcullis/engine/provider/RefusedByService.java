package dev.portcullis.engine.provider;

/** The service's own no, at a time when the provider had nothing against it. */
final class RefusedByService extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedByService(String message) {
        super(message);
    }
}
