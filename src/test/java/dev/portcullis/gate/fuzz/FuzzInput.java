package dev.portcullis.gate.fuzz;

/**
 * All bytes that are written to one connection.
 *
 * @param kind names the generator, for the report
 * @param bytes as sent, but for {@link #CREDENTIALS}
 */
@SuppressWarnings("ArrayRecordComponent") // it is written, and never compared
record FuzzInput(String kind, Promise promise, byte[] bytes) {
    /** Stands for the lines of a good caller's credentials, so that a file can outlive its token. */
    static final String CREDENTIALS = "{credentials}";

    /** The gate owes this to an input, besides still serving afterwards. */
    enum Promise {
        /** One good request that closes: an answer, and no failure but the model service's. */
        ANSWERED,
        /** Several good requests, the last of which closes: 200 for each. */
        SERVED,
        /** An input with two meanings: one refusal, and the connection is closed. */
        REFUSED,
        /** Anything at all: a refusal or the end of the connection. */
        ENDED
    }
}
