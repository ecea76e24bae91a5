package dev.portcullis.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/** So many callers, each of whom asks again as soon as it has its answer. */
final class ClosedLoop {
    private final Caller caller;
    private final Target target;
    private final Buffer body = Buffer.buffer(Target.chat("Hello", false));
    private final long end;
    private long answers;

    private ClosedLoop(Caller caller, Target target, Duration time) {
        this.caller = caller;
        this.target = target;
        this.end = System.nanoTime() + time.toNanos();
    }

    /** Answers per second. */
    static double run(int callers, Target target, Duration time) {
        try (Caller caller = new Caller(callers)) {
            ClosedLoop loop = new ClosedLoop(caller, target, time);
            long start = System.nanoTime();
            caller.await(() -> {
                Promise<Void> done = Promise.promise();
                for (int i = 0; i < callers; i++) {
                    loop.next(done);
                }
                return done.future();
            });
            return loop.answers * 1e9 / (System.nanoTime() - start);
        }
    }

    private void next(Promise<Void> done) {
        Future<Void> answer = caller.ask(target, body);
        answer.onFailure(done::tryFail).onSuccess(whole -> {
            if (System.nanoTime() > end) {
                done.tryComplete();
            } else {
                answers++;
                next(done);
            }
        });
    }
}
