package dev.portcullis.gate.exchange;

import dev.portcullis.gate.config.Limits;
import dev.portcullis.gate.share.BodySpace;
import dev.portcullis.gate.wire.StrictHttp;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;

/** Reads one body whole, within its route's limit, the space of all bodies and the time. */
public final class BodyReader {
    private final Vertx vertx;
    private final Exchange exchange;
    private final HttpServerRequest request;
    private final long limit;
    private final Bounds bounds;
    private final Promise<Body> whole = Promise.promise();
    private final Body body;
    private final long timer;
    private long received;
    private boolean over;

    /** The parts that all bodies share. */
    public record Bounds(Limits limits, BodySpace space, Path spool) {}

    /**
     * @param limit the route's, in bytes
     * @param body to be filled; its owner, not this class, releases it
     */
    public BodyReader(Vertx vertx, Exchange exchange, long limit, Body body, Bounds bounds) {
        this.vertx = vertx;
        this.exchange = exchange;
        this.request = exchange.request();
        this.limit = limit;
        this.bounds = bounds;
        this.body = body;
        this.timer = vertx.setTimer(
                bounds.limits().body().toMillis(),
                guarded(passed -> fail(new Denied(
                        408,
                        "body_too_slow",
                        "body: expected all of it within "
                                + bounds.limits().body().toSeconds() + " s, got " + received + " bytes"))));
    }

    /** Completes with the body, or fails with {@link Denied} or a fault. */
    public Future<Body> read() {
        if (exchange.hungUp()) {
            fail(new Denied(499, "hung_up", "The caller hung up"));
            return whole.future();
        }
        if (announced() > limit) {
            fail(tooLarge());
            return whole.future();
        }
        request.handler(guarded(this::take));
        request.exceptionHandler(
                guarded(gone -> fail(new Denied(400, "body_incomplete", "body: the connection ended before it did"))));
        request.endHandler(guarded(end -> finish()));
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
        } else if (!body.claim().take(chunk.length())) {
            fail(new Denied(503, "busy", "The gateway has as many long requests as it can hold. Try again in a moment")
                    .retryAfter(Duration.ofSeconds(2)));
        } else {
            received += chunk.length();
            exchange.facts().received(chunk.length());
            keep(chunk);
        }
    }

    private void keep(Buffer chunk) {
        if (body.open().isPresent()) {
            write(body.open().get(), chunk);
            return;
        }
        body.memory().appendBuffer(chunk);
        if (body.memory().length() > bounds.limits().inMemory() || !body.claim().keepInMemory(chunk.length())) {
            spill();
        }
    }

    private void spill() {
        request.pause();
        OpenOptions options =
                new OpenOptions().setCreateNew(true).setRead(false).setPerms("rw-------");
        body.willBeOnDisk();
        Future<AsyncFile> opening = vertx.fileSystem().open(body.path().toString(), options);
        // Keep the exchange open until we know whether there is a file to remove.
        exchange.hold();
        opening.onComplete(opened -> {
            try {
                if (opened.succeeded()) {
                    write(opened.result(), body.goesTo(opened.result()));
                    request.resume();
                } else {
                    diskFailed(opened.cause());
                }
            } catch (RuntimeException | Error e) {
                if (body.open().isEmpty() && opened.succeeded()) {
                    opened.result().close();
                }
                fail(e);
            } finally {
                exchange.release();
            }
        });
    }

    private void write(AsyncFile target, Buffer chunk) {
        target.write(chunk).onFailure(guarded(this::diskFailed));
        if (target.writeQueueFull()) {
            request.pause();
            target.drainHandler(guarded(drained -> request.resume()));
        }
    }

    private void finish() {
        if (over) {
            return;
        }
        if (StrictHttp.isBroken(request.connection())) {
            exchange.isTheLast();
            fail(new Denied(400, "malformed_body", "body: its chunks are not those of HTTP/1.1"));
            return;
        }
        if (body.open().isEmpty()) {
            complete();
        } else {
            body.open().get().close().onFailure(guarded(this::diskFailed)).onSuccess(guarded(closed -> {
                body.closed();
                complete();
            }));
        }
    }

    private void complete() {
        if (!over) {
            over = true;
            vertx.cancelTimer(timer);
            whole.complete(body);
        }
    }

    private void fail(Throwable cause) {
        if (!over) {
            over = true;
            vertx.cancelTimer(timer);
            whole.fail(cause);
        }
    }

    private <T> Handler<T> guarded(Handler<T> step) {
        return event -> {
            try {
                step.handle(event);
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        };
    }

    private void diskFailed(Throwable cause) {
        fail(new Denied(503, "disk_full", "The gateway cannot keep a request of this length. Try again later")
                .retryAfter(Duration.ofSeconds(30)));
    }

    private Denied tooLarge() {
        return new Denied(
                413,
                "body_too_large",
                announced() > limit
                        ? "body: expected at most " + limit + " bytes, got " + announced()
                        : "body: it is longer than " + limit + " bytes");
    }

    /** The length that the caller announced; 0 when it did not, or in digits that nobody can count. */
    private long announced() {
        String length = exchange.header("content-length");
        return length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }
}
