package dev.portcullis.gate.config;

import java.time.Duration;

/**
 * Times and sizes. They are not settings: each follows from a limit of Cloudflare's or of the host.
 *
 * @param body from a request's head to the end of its body
 * @param silence the silence of a stream after which a comment is sent
 * @param unstreamed until the first byte of an answer that is not streamed
 * @param upstreamSilence after which a stream is given up
 * @param unseen how long a call that is not streamed may run on when nobody waits for it any more
 * @param unseenStream how long a stream of a model that thinks is listened to when nobody waits for it any more
 * @param backOff before the first retry; twice as long before the second
 * @param shutdown for requests that are under way when the gate is told to stop
 * @param inMemory bytes of one body that are kept in memory; a longer one goes to disk
 * @param allBodies bytes of all bodies together
 * @param allInMemory bytes of those that are kept in memory; beyond that a short body goes to disk too
 */
public record Limits(
        Duration body,
        Duration silence,
        Duration unstreamed,
        Duration upstreamSilence,
        Duration unseen,
        Duration unseenStream,
        Duration backOff,
        Duration shutdown,
        int inMemory,
        long allBodies,
        long allInMemory) {
    private static final int MEBIBYTE = 1024 * 1024;

    /** Cloudflare gives up on 120 s of silence and cloudflared drains for 30 s. */
    public static final Limits DEFAULT = new Limits(
            Duration.ofSeconds(120),
            Duration.ofSeconds(15),
            Duration.ofSeconds(110),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofSeconds(30),
            Duration.ofMillis(300),
            Duration.ofSeconds(30),
            MEBIBYTE,
            512L * MEBIBYTE,
            16L * MEBIBYTE);

    public Limits withSilence(Duration other) {
        return new Limits(
                body,
                other,
                unstreamed,
                upstreamSilence,
                unseen,
                unseenStream,
                backOff,
                shutdown,
                inMemory,
                allBodies,
                allInMemory);
    }
}
