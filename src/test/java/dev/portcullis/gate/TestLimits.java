package dev.portcullis.gate;

import dev.portcullis.gate.config.Limits;
import java.time.Duration;

/** {@link TestGate#PATIENT} with one limit that a test wants to meet. */
public final class TestLimits {
    private static final Limits ALL = TestGate.PATIENT;

    private Duration body = ALL.body();
    private Duration silence = ALL.silence();
    private Duration unstreamed = ALL.unstreamed();
    private Duration upstreamSilence = ALL.upstreamSilence();
    private Duration unseen = ALL.unseen();
    private Duration unseenStream = ALL.unseenStream();
    private Duration shutdown = ALL.shutdown();
    private int inMemory = ALL.inMemory();
    private long allBodies = ALL.allBodies();

    private TestLimits() {}

    private Limits limits() {
        return new Limits(
                body,
                silence,
                unstreamed,
                upstreamSilence,
                unseen,
                unseenStream,
                ALL.backOff(),
                shutdown,
                inMemory,
                allBodies,
                ALL.allInMemory());
    }

    public static Limits body(Duration body) {
        TestLimits met = new TestLimits();
        met.body = body;
        return met.limits();
    }

    public static Limits silence(Duration silence) {
        TestLimits met = new TestLimits();
        met.silence = silence;
        return met.limits();
    }

    /** With comments every 100 ms, since that is when anyone looks. */
    public static Limits upstreamSilence(Duration silence) {
        TestLimits met = new TestLimits();
        met.silence = Duration.ofMillis(100);
        met.upstreamSilence = silence;
        return met.limits();
    }

    public static Limits unstreamed(Duration unstreamed, Duration unseen) {
        TestLimits met = new TestLimits();
        met.unstreamed = unstreamed;
        met.unseen = unseen;
        return met.limits();
    }

    public static Limits unseenStream(Duration unseenStream) {
        TestLimits met = new TestLimits();
        met.unseenStream = unseenStream;
        return met.limits();
    }

    public static Limits shutdown(Duration shutdown) {
        TestLimits met = new TestLimits();
        met.shutdown = shutdown;
        return met.limits();
    }

    public static Limits bodies(int inMemory, long allBodies) {
        TestLimits met = new TestLimits();
        met.inMemory = inMemory;
        met.allBodies = allBodies;
        return met.limits();
    }
}
