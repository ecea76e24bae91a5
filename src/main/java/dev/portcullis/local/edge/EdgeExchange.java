package dev.portcullis.local.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** One request on its way through: body in and answer out as they come, and an end to either side ends the other. */
final class EdgeExchange {
    private static final String RAY = "cf-ray";
    private static final long NONE = -1;

    private final Vertx vertx;
    private final Duration longestSilence;
    private final HttpServerRequest incoming;
    private final HttpServerResponse caller;
    private final HttpClientRequest outgoing;
    private final String ray =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()) + "-TRY";
    private long timer = NONE;
    private boolean over;

    EdgeExchange(Vertx vertx, Duration longestSilence, HttpServerRequest incoming, HttpClientRequest outgoing) {
        this.vertx = vertx;
        this.longestSilence = longestSilence;
        this.incoming = incoming;
        this.caller = incoming.response();
        this.outgoing = outgoing;
    }

    void start(String host, String source, String assertion) {
        ForwardedHeaders.request(fields(incoming.headers()), outgoing.headers()::add);
        outgoing.putHeader("host", host)
                .putHeader("cf-access-jwt-assertion", assertion)
                .putHeader("cf-connecting-ip", source)
                .putHeader(RAY, ray)
                .putHeader("x-forwarded-proto", "https");
        caller.closeHandler(closed -> abandon());
        caller.exceptionHandler(cause -> abandon());
        outgoing.response().onSuccess(this::answer).onFailure(cause -> fail());
        if (incoming.headers().contains("content-length")) {
            sendBody();
        } else if (incoming.headers().contains("transfer-encoding")) {
            outgoing.setChunked(true);
            sendBody();
        } else {
            outgoing.end();
            watch();
        }
    }

    /** The gate's silence counts from the end of what it is sent. */
    private void sendBody() {
        incoming.pipeTo(outgoing).onSuccess(sent -> watch());
        incoming.resume();
    }

    private void answer(HttpClientResponse answer) {
        if (over) {
            return;
        }
        watch();
        caller.setStatusCode(answer.statusCode());
        ForwardedHeaders.response(fields(answer.headers()), caller.headers()::add);
        caller.putHeader(RAY, ray);
        caller.setChunked(!answer.headers().contains("content-length"));
        answer.exceptionHandler(cause -> fail());
        answer.handler(data -> pass(answer, data));
        answer.endHandler(ended -> {
            finish();
            caller.end();
        });
    }

    /** A caller that does not keep up makes the gate wait, which is not the gate's silence. */
    private void pass(HttpClientResponse answer, Buffer data) {
        watch();
        caller.write(data);
        if (caller.writeQueueFull()) {
            answer.pause();
            vertx.cancelTimer(timer);
            caller.drainHandler(drained -> {
                watch();
                answer.resume();
            });
        }
    }

    private void watch() {
        vertx.cancelTimer(timer);
        if (!over) {
            timer = vertx.setTimer(longestSilence.toMillis(), id -> {
                boolean begun = caller.headWritten();
                abandon();
                end(begun, () -> new EdgeRefusal(caller).silent());
            });
        }
    }

    private void fail() {
        if (!over) {
            finish();
            end(caller.headWritten(), () -> new EdgeRefusal(caller).unreachable());
        }
    }

    /** Once the head is sent, only breaking the connection can tell that an answer is incomplete. */
    private void end(boolean begun, Runnable refusal) {
        if (begun) {
            incoming.connection().close();
        } else {
            refusal.run();
        }
    }

    private void abandon() {
        if (!over) {
            finish();
            outgoing.reset();
        }
    }

    private void finish() {
        over = true;
        vertx.cancelTimer(timer);
    }

    private static List<ForwardedHeaders.Field> fields(MultiMap headers) {
        return headers.entries().stream()
                .map(entry -> new ForwardedHeaders.Field(entry.getKey(), entry.getValue()))
                .toList();
    }
}
