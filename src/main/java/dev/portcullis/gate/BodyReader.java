package dev.portcullis.gate;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Reads one body whole, within its route's limit, the space of all bodies and the time. */
final class BodyReader {
    private final Vertx vertx;
    private final Exchange exchange;
    private final HttpServerRequest request;
    private final long limit;
    private final Bounds bounds;
    private final Promise<Body> whole = Promise.promise();
    private final Path path;
    private final long timer;
    private Buffer memory = Buffer.buffer();
    private Optional<AsyncFile> file = Optional.empty();
    private long received;
    private boolean over;

    /** What all bodies share. */
    record Bounds(Limits limits, BodySpace space, Path spool) {}

    /** @param limit the route's, in bytes */
    BodyReader(Vertx vertx, Exchange exchange, long limit, Bounds bounds) {
        this.vertx = vertx;
        this.exchange = exchange;
        this.request = exchange.request();
        this.limit = limit;
        this.bounds = bounds;
        this.path = bounds.spool().resolve(Spool.PREFIX + UUID.randomUUID());
        this.timer = vertx.setTimer(
                bounds.limits().body().toMillis(),
                passed -> fail(new Denied(
                        408,
                        "body_too_slow",
                        "body: expected all of it within "
                                + bounds.limits().body().toSeconds() + " s, got " + received + " bytes")));
    }

    /** Fails with {@link Denied}. */
    Future<Body> read() {
        if (announced() > limit) {
            fail(tooLarge());
            return whole.future();
        }
        request.handler(this::take);
        request.exceptionHandler(
                gone -> fail(new Denied(400, "body_incomplete", "body: the connection ended before it did")));
        request.endHandler(end -> finish());
        if (exchange.header("expect").equalsIgnoreCase("100-continue")) {
            exchange.response().writeContinue();
        }
        request.resume();
        return whole.future();
    }

    private void take(Buffer chunk) {
        if (over) {
            return;
        }
        if (received + chunk.length() > limit) {
            fail(tooLarge());
        } else if (!bounds.space().take(chunk.length())) {
            fail(new Denied(503, "busy", "The gateway has as many long requests as it can hold. Try again in a moment")
                    .retryAfter(Duration.ofSeconds(2)));
        } else {
            received += chunk.length();
            exchange.facts().received(chunk.length());
            keep(chunk);
        }
    }

    private void keep(Buffer chunk) {
        if (file.isPresent()) {
            write(file.get(), chunk);
            return;
        }
        memory.appendBuffer(chunk);
        if (memory.length() > bounds.limits().inMemory()) {
            spill();
        }
    }

    private void spill() {
        request.pause();
        exchange.hold();
        OpenOptions options =
                new OpenOptions().setCreateNew(true).setRead(false).setPerms("rw-------");
        vertx.fileSystem()
                .open(path.toString(), options)
                .onFailure(this::diskFailed)
                .onSuccess(this::opened)
                .onComplete(tried -> exchange.release());
    }

    private void opened(AsyncFile opened) {
        file = Optional.of(opened);
        if (over) {
            drop();
            return;
        }
        write(opened, memory);
        memory = Buffer.buffer();
        request.resume();
    }

    private void write(AsyncFile target, Buffer chunk) {
        target.write(chunk).onFailure(this::diskFailed);
        if (target.writeQueueFull()) {
            request.pause();
            target.drainHandler(drained -> request.resume());
        }
    }

    private void finish() {
        if (over) {
            return;
        }
        if (file.isEmpty()) {
            complete(Body.inMemory(bounds.space(), memory, received));
        } else {
            file.get()
                    .close()
                    .onFailure(this::diskFailed)
                    .onSuccess(closed -> complete(Body.onDisk(bounds.space(), path, received)));
        }
    }

    private void complete(Body body) {
        if (over) {
            body.discard();
            return;
        }
        over = true;
        vertx.cancelTimer(timer);
        whole.complete(body);
    }

    private void fail(Denied denied) {
        if (over) {
            return;
        }
        over = true;
        vertx.cancelTimer(timer);
        memory = Buffer.buffer();
        bounds.space().give(received);
        drop();
        whole.fail(denied);
    }

    /** The request is not over before its file is gone. */
    private void drop() {
        file.ifPresent(open -> {
            exchange.hold();
            open.close()
                    .eventually(() -> vertx.fileSystem().delete(path.toString()))
                    .onComplete(gone -> exchange.release());
        });
    }

    private void diskFailed(Throwable cause) {
        fail(new Denied(503, "disk_full", "The gateway cannot keep a request of this length. Try again later")
                .retryAfter(Duration.ofSeconds(30)));
    }

    private Denied tooLarge() {
        return new Denied(
                413,
                "body_too_large",
                "body: expected at most " + limit + " bytes, got " + (announced() > limit ? announced() : "more"));
    }

    /** The length that the caller announced; 0 when it did not, or in digits that nobody can count. */
    private long announced() {
        String length = exchange.header("content-length");
        return length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }
}
