package dev.portcullis.bench;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The memory of a gate that has worked before, while many streams are open. */
final class OpenStreams {
    private static final int STREAMS = 500;
    private static final long MOST_MIB = 160;

    private OpenStreams() {}

    static void measure(Report report, PackedGate gate, Target target, Stub stub) throws InterruptedException {
        report.about(STREAMS + " open streams");
        report.figure("memory of the gate after the throughput run", gate.residentMib() + " MiB");
        CountDownLatch begun = new CountDownLatch(STREAMS);
        CountDownLatch ended = new CountDownLatch(STREAMS);
        CompletableFuture<Void> broken = new CompletableFuture<>();
        try (Caller caller = new Caller(STREAMS)) {
            Buffer body = Buffer.buffer(Target.chat(Target.HELD, true));
            for (int i = 0; i < STREAMS; i++) {
                caller.vertx()
                        .runOnContext(now -> open(caller, target, body, begun)
                                .onSuccess(end -> ended.countDown())
                                .onFailure(broken::completeExceptionally));
            }
            await(begun, broken);
            long resident = gate.residentMib();
            report.figure(
                    "memory of the gate with " + STREAMS + " open streams",
                    resident + " MiB",
                    "≤ " + MOST_MIB + " MiB",
                    resident <= MOST_MIB);
            stub.letGo();
            await(ended, broken);
        }
    }

    /** @param broken completes when one stream has failed, with its failure */
    private static void await(CountDownLatch latch, CompletableFuture<Void> broken) throws InterruptedException {
        while (!latch.await(100, TimeUnit.MILLISECONDS)) {
            if (broken.isDone()) {
                broken.join();
            }
        }
    }

    private static Future<Void> open(Caller caller, Target target, Buffer body, CountDownLatch begun) {
        return caller.ask(target, body, new FirstPart(begun::countDown)::take);
    }
}
