package dev.portcullis.gate;

import dev.portcullis.gate.answer.AnswerWriter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * An answer that is not streamed. Nothing can keep its connection alive, so it has to begin in time. When nobody waits
 * for it any more, LiteLLM works on all the same and is paid for it: the gate then listens to the end.
 */
final class WholeAnswer {
    private final Vertx vertx;
    private final Exchange exchange;
    private final HttpServerResponse response;
    private final Attempts attempts;
    private final Charge charge;
    private final Limits limits;
    private final Optional<AnswerWriter> writer;
    private Optional<HttpClientResponse> upstream = Optional.empty();
    private Optional<Long> unseenTimer = Optional.empty();
    private long timer;
    private boolean unseen;

    WholeAnswer(Vertx vertx, Exchange exchange, Attempts attempts, Ask ask, Charge charge, Limits limits) {
        this.vertx = vertx;
        this.exchange = exchange;
        this.response = exchange.response();
        this.attempts = attempts;
        this.charge = charge;
        this.limits = limits;
        this.writer = ask.form().writer();
    }

    void start() {
        exchange.hold();
        exchange.atHangUp(this::goUnseen);
        long left = limits.unstreamed().toMillis() - exchange.milliseconds();
        timer = vertx.setTimer(Math.max(1, left), passed -> expire());
        attempts.answer().onSuccess(this::begin).onFailure(failure -> {
            if (!attempts.isDoubtful()) {
                charge.refused();
            }
            finish();
            exchange.refuse(failure instanceof Denied known ? known : UpstreamError.unreachable());
        });
    }

    private void begin(HttpClientResponse answer) {
        upstream = Optional.of(answer);
        vertx.cancelTimer(timer);
        answer.exceptionHandler(gone -> breakOff());
        answer.endHandler(end -> {
            finish();
            if (!unseen) {
                end();
            }
        });
        if (unseen) {
            listenOn(answer);
            return;
        }
        exchange.head(200, "application/json");
        String length = answer.getHeader("content-length");
        if (length == null || writer.isPresent()) {
            response.setChunked(true);
        } else {
            response.putHeader("content-length", length);
        }
        Passage.open(answer, response, chunk -> {
            charge.part(chunk);
            if (!unseen) {
                write(chunk);
            }
        });
    }

    private void write(Buffer chunk) {
        if (writer.isEmpty()) {
            response.write(chunk);
            return;
        }
        try {
            byte[] changed = writer.get().feed(chunk.getBytes());
            if (changed.length > 0) {
                response.write(Buffer.buffer(changed));
            }
        } catch (IOException e) {
            unchangeable();
        }
    }

    private void end() {
        if (writer.isEmpty()) {
            response.end();
            return;
        }
        try {
            response.end(Buffer.buffer(writer.get().end()));
        } catch (IOException e) {
            unchangeable();
        }
    }

    /** Nobody can use the half of it; what it costs is still counted. */
    private void unchangeable() {
        goUnseen();
        exchange.request().connection().close();
    }

    private void expire() {
        exchange.refuse(new Denied(
                504,
                "answer_too_slow",
                "An answer that is not streamed has to begin within "
                        + limits.unstreamed().toSeconds()
                        + " s. Send \"stream\": true, or ask for a shorter answer"));
        goUnseen();
    }

    private void goUnseen() {
        if (unseen) {
            return;
        }
        unseen = true;
        vertx.cancelTimer(timer);
        attempts.retryNoMore();
        unseenTimer = Optional.of(vertx.setTimer(limits.unseen().toMillis(), passed -> {
            attempts.cancel();
            upstream.ifPresent(answer -> answer.request().reset());
        }));
        upstream.ifPresent(this::listenOn);
    }

    private void listenOn(HttpClientResponse answer) {
        answer.handler(charge::part);
        answer.resume();
    }

    private void breakOff() {
        finish();
        if (!unseen) {
            // The head is gone, so that a closed connection is all that can still say so.
            exchange.request().connection().close();
        }
    }

    private void finish() {
        vertx.cancelTimer(timer);
        unseenTimer.ifPresent(vertx::cancelTimer);
        exchange.release();
    }
}
