package dev.portcullis.gate.upstream;

import dev.portcullis.gate.config.Limits;
import dev.portcullis.gate.exchange.Ask;
import dev.portcullis.gate.exchange.Denied;
import dev.portcullis.gate.exchange.Exchange;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks LiteLLM, and asks again when it was not there or Bedrock was busy, until an answer begins. A model that is called
 * in several regions is then asked for in the next one, and LiteLLM's answer names it as it was asked: {@code name@2}.
 */
public final class Attempts {
    private static final int RETRIES = 2;
    private static final int LONGEST_ERROR = 64 * 1024;

    private final Vertx vertx;
    private final Upstream upstream;
    private final Exchange exchange;
    private final Ask ask;
    private final long backOff;
    private final Promise<HttpClientResponse> answer = Promise.promise();
    private Optional<HttpClientRequest> current = Optional.empty();
    private Optional<Denied> throttled = Optional.empty();
    private int place;
    private int retries;
    private boolean wanted = true;
    private boolean cancelled;
    private boolean doubtful;

    public Attempts(Vertx vertx, Upstream upstream, Exchange exchange, Ask ask, Limits limits) {
        this.vertx = vertx;
        this.upstream = upstream;
        this.exchange = exchange;
        this.ask = ask;
        this.backOff = limits.backOff().toMillis();
    }

    /** A good answer's head, its body paused; else a failure with {@link Denied}. Discards the request's body. */
    Future<HttpClientResponse> answer() {
        attempt();
        return answer.future().onComplete(begun -> ask.body().discard());
    }

    /** Whether a model may have worked although there was no answer; to be asked when {@link #answer} has failed. */
    boolean isDoubtful() {
        return doubtful;
    }

    /** No further attempt: there is nobody to tell. The one under way goes on. */
    void retryNoMore() {
        wanted = false;
    }

    /** Breaks off, also what LiteLLM is doing. */
    void cancel() {
        giveUp();
        answer.tryFail(UpstreamError.unreachable());
    }

    private void attempt() {
        if (!wanted) {
            answer.tryFail(UpstreamError.unreachable());
            return;
        }
        upstream.request(ask.route())
                .onFailure(guarded(failure -> again(UpstreamError.unreachable())))
                .onSuccess(guarded(request -> {
                    current = Optional.of(request);
                    send(request).onSuccess(guarded(this::judge)).onFailure(guarded(this::sendingFailed));
                }));
    }

    /** A step of the gate's own that fails is the failure of this call, and leaves no request open. */
    private <T> Handler<T> guarded(Handler<T> step) {
        return event -> {
            try {
                step.handle(event);
            } catch (RuntimeException | Error e) {
                giveUp();
                answer.tryFail(e);
            }
        };
    }

    private void giveUp() {
        wanted = false;
        cancelled = true;
        doubtful |= current.isPresent();
        current.ifPresent(HttpClientRequest::reset);
    }

    private void sendingFailed(Throwable failure) {
        // It may be at work, or have been: a second request could be billed a second time.
        doubtful |= current.isPresent();
        if (failure instanceof Denied || failure instanceof IOException || failure instanceof VertxException) {
            answer.tryFail(UpstreamError.unreachable());
            return;
        }
        giveUp();
        answer.tryFail(failure);
    }

    private Future<HttpClientResponse> send(HttpClientRequest request) {
        if (cancelled) {
            current = Optional.empty();
            request.reset();
            return Future.failedFuture(UpstreamError.unreachable());
        }
        upstream.headers().write(exchange, ask, request.headers());
        Buffer opening = ask.openingFor(place);
        if (ask.body().file().isEmpty()) {
            Buffer rest = ask.body().memory();
            begin(request, opening, rest.length());
            return request.send(rest);
        }
        String path = ask.body().file().get().toString();
        Promise<AsyncFile> open = ask.body().reader();
        vertx.fileSystem()
                .open(path, new OpenOptions().setWrite(false).setCreate(false))
                .onComplete(open);
        return open.future()
                .compose(file -> file.size().compose(size -> {
                    begin(request, opening, size);
                    return request.send(file);
                }));
    }

    private static void begin(HttpClientRequest request, Buffer opening, long rest) {
        request.putHeader("content-length", Long.toString(opening.length() + rest));
        request.write(opening);
    }

    private void judge(HttpClientResponse response) {
        response.pause();
        if (response.statusCode() == 200) {
            answer.tryComplete(response);
            return;
        }
        Buffer error = Buffer.buffer();
        response.handler(guarded(chunk -> {
            if (error.length() + chunk.length() <= LONGEST_ERROR) {
                error.appendBuffer(chunk);
            }
        }));
        response.exceptionHandler(guarded(gone -> fail(response.statusCode(), error)));
        response.endHandler(guarded(end -> fail(response.statusCode(), error)));
        response.resume();
    }

    private void fail(int status, Buffer error) {
        current = Optional.empty();
        Denied denied = UpstreamError.of(status, error, ask);
        if (UpstreamError.isPassing(status)) {
            throttled = Optional.of(denied);
            place++;
            again(denied);
        } else {
            doubtful |= UpstreamError.isTimeout(status);
            // If another region lacks or denies the model, the caller still hears that the first was throttled.
            answer.tryFail(UpstreamError.isRefusal(status) ? throttled.orElse(denied) : denied);
        }
    }

    private void again(Denied denied) {
        if (!wanted || retries == RETRIES) {
            answer.tryFail(denied);
            return;
        }
        // Callers that were throttled together must not come back together.
        long wait = 1 + (backOff << retries) + ThreadLocalRandom.current().nextLong(backOff / 2 + 1);
        retries++;
        exchange.facts().retried();
        vertx.setTimer(wait, guarded(passed -> attempt()));
    }
}
