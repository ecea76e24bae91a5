package dev.portcullis.bench;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a gate that has worked before holds in memory while many streams are open. */
final class OpenStreams {
    private static final int STREAMS = 500;
    private static final long MOST_MIB = 160;

    private OpenStreams() {}

    static void measure(Report report, PackedGate gate, Target target, Stub stub) throws InterruptedException {
        report.about(STREAMS + " open streams");
        report.figure("memory of the gate after the throughput run", gate.residentMib() + " MiB");
        CountDownLatch begun = new CountDownLatch(STREAMS);
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (Caller caller = new Caller(STREAMS)) {
            Buffer body = Buffer.buffer(Target.chat(Target.HELD, true));
            for (int i = 0; i < STREAMS; i++) {
                caller.vertx()
                        .runOnContext(now -> open(caller, target, body, begun).onFailure(over::completeExceptionally));
            }
            while (!begun.await(100, TimeUnit.MILLISECONDS)) {
                // Complete means that one has failed, and says with what.
                if (over.isDone()) {
                    over.join();
                }
            }
            long resident = gate.residentMib();
            report.figure(
                    "memory of the gate with " + STREAMS + " open streams",
                    resident + " MiB",
                    "≤ " + MOST_MIB + " MiB",
                    resident <= MOST_MIB);
            stub.letGo();
        }
    }

    private static Future<Void> open(Caller caller, Target target, Buffer body, CountDownLatch begun) {
        return caller.ask(target, body, new FirstPart(begun::countDown)::take);
    }
}
