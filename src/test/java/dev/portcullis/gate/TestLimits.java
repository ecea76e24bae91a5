package dev.portcullis.gate;

import java.time.Duration;

/** {@link TestGate#PATIENT} with one limit that a test wants to meet. */
final class TestLimits {
    private static final Limits ALL = TestGate.PATIENT;

    private TestLimits() {}

    static Limits body(Duration body) {
        return new Limits(
                body,
                ALL.silence(),
                ALL.unstreamed(),
                ALL.upstreamSilence(),
                ALL.unseen(),
                ALL.backOff(),
                ALL.shutdown(),
                ALL.inMemory(),
                ALL.allBodies());
    }

    static Limits silence(Duration silence) {
        return new Limits(
                ALL.body(),
                silence,
                ALL.unstreamed(),
                ALL.upstreamSilence(),
                ALL.unseen(),
                ALL.backOff(),
                ALL.shutdown(),
                ALL.inMemory(),
                ALL.allBodies());
    }

    /** With comments every 100 ms, since that is when anyone looks. */
    static Limits upstreamSilence(Duration silence) {
        return new Limits(
                ALL.body(),
                Duration.ofMillis(100),
                ALL.unstreamed(),
                silence,
                ALL.unseen(),
                ALL.backOff(),
                ALL.shutdown(),
                ALL.inMemory(),
                ALL.allBodies());
    }

    static Limits unstreamed(Duration unstreamed, Duration unseen) {
        return new Limits(
                ALL.body(),
                ALL.silence(),
                unstreamed,
                ALL.upstreamSilence(),
                unseen,
                ALL.backOff(),
                ALL.shutdown(),
                ALL.inMemory(),
                ALL.allBodies());
    }

    static Limits shutdown(Duration shutdown) {
        return new Limits(
                ALL.body(),
                ALL.silence(),
                ALL.unstreamed(),
                ALL.upstreamSilence(),
                ALL.unseen(),
                ALL.backOff(),
                shutdown,
                ALL.inMemory(),
                ALL.allBodies());
    }

    static Limits bodies(int inMemory, long allBodies) {
        return new Limits(
                ALL.body(),
                ALL.silence(),
                ALL.unstreamed(),
                ALL.upstreamSilence(),
                ALL.unseen(),
                ALL.backOff(),
                ALL.shutdown(),
                inMemory,
                allBodies);
    }
}
