package dev.portcullis.gate.upstream;

import dev.portcullis.gate.answer.CleanAnswer;
import dev.portcullis.gate.answer.ServiceRefusal;
import dev.portcullis.gate.config.Limits;
import dev.portcullis.gate.exchange.Ask;
import dev.portcullis.gate.exchange.Denied;
import dev.portcullis.gate.exchange.Exchange;
import dev.portcullis.gate.money.Charge;
import dev.portcullis.policy.ApiShape;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * An answer of server-sent events. While the model is silent, comments keep the connection alive, after a 200 that the
 * gate gives on its own; from then on an error is an event. Only whole events are sent, so that neither can land in the
 * middle of one.
 *
 * <p>When the caller hangs up, the model is stopped, and what it has shown is paid for. One that may think has written
 * more than it has shown: the gate then listens on for a while, since the end tells what the answer costs.
 */
public final class StreamedAnswer {
    /** A comment of the event stream format: parsers skip it. */
    private static final String KEEP_ALIVE = ": keep-alive\n\n";

    private final Vertx vertx;
    private final Exchange exchange;
    private final HttpServerResponse response;
    private final Attempts attempts;
    private final Limits limits;
    private final AnswerEvents events;
    private final Charge charge;
    private final Ask ask;
    private Optional<HttpClientResponse> upstream = Optional.empty();
    private long lastSent = System.nanoTime();
    private long lastHeard = lastSent;
    private long timer;
    private Optional<Long> unseenTimer = Optional.empty();
    private boolean over;

    public StreamedAnswer(Vertx vertx, Exchange exchange, Attempts attempts, Ask ask, Charge charge, Limits limits) {
        this.vertx = vertx;
        this.exchange = exchange;
        this.response = exchange.response();
        this.attempts = attempts;
        this.limits = limits;
        this.charge = charge;
        this.ask = ask;
        CleanAnswer clean =
                new CleanAnswer(ask.route().shape(), ask.model().model().name());
        this.events = new AnswerEvents(clean, ask.form(), charge, ask.usageHidden());
    }

    public void start() {
        exchange.atBreak(this::giveUp);
        exchange.atHangUp(this::hangUp);
        exchange.atCutOff(denied -> {
            end(denied);
            cancel();
        });
        watch(limits.silence().toMillis());
        attempts.answer().onSuccess(exchange.guarded(this::begin)).onFailure(exchange.guarded(this::refused));
    }

    private void refused(Throwable failure) {
        if (!attempts.isDoubtful()) {
            charge.refused();
        }
        if (failure instanceof Denied known) {
            end(known);
        } else {
            exchange.broke(failure);
        }
    }

    private void begin(HttpClientResponse answer) {
        upstream = Optional.of(answer);
        answer.exceptionHandler(exchange.guarded(gone ->
                end(new Denied(502, "upstream_broke_off", "The model service broke the answer off. Try again"))));
        if (over) {
            answer.request().reset();
            return;
        }
        String type = String.valueOf(answer.getHeader("content-type"));
        if (!type.startsWith(Exchange.EVENT_STREAM)) {
            end(new Denied(502, "upstream_failed", "The model service did not stream its answer"));
            answer.request().reset();
            return;
        }
        answer.endHandler(exchange.guarded(end -> finish()));
        commit();
        Passage.open(answer, exchange, this::pass);
    }

    private void pass(Buffer chunk) {
        if (unseenTimer.isPresent()) {
            events.feed(chunk);
            if (events.isTooLong()) {
                cancel();
                stopListening();
            }
            return;
        }
        if (over) {
            return;
        }
        lastHeard = System.nanoTime();
        write(events.feed(chunk));
        events.failure().ifPresent(text -> {
            end(UpstreamError.within(text, ask));
            cancel();
        });
        if (!over && events.isTooLong()) {
            end(new Denied(502, "upstream_failed", "The model service sent an event that is too long"));
            cancel();
        }
    }

    private void write(Buffer out) {
        if (out.length() > 0) {
            exchange.answerBegins();
            send(out);
        }
    }

    private void send(Buffer out) {
        response.write(out);
        lastSent = System.nanoTime();
    }

    private void commit() {
        if (!response.headWritten()) {
            exchange.head(200, Exchange.EVENT_STREAM + "; charset=utf-8");
            response.setChunked(true);
            response.writeHead();
        }
    }

    private void watch(long wait) {
        timer = vertx.setTimer(Math.max(1, wait), exchange.guarded(passed -> {
            long now = System.nanoTime();
            if (since(lastHeard, now) >= limits.upstreamSilence().toMillis()) {
                end(new Denied(504, "upstream_timeout", "The model service fell silent. Try again"));
                cancel();
                return;
            }
            if (since(lastSent, now) >= limits.silence().toMillis()) {
                keepAlive();
            }
            watch(limits.silence().toMillis() - since(lastSent, System.nanoTime()));
        }));
    }

    private void keepAlive() {
        commit();
        // Skip the keep-alive if the client is not reading.
        if (!response.writeQueueFull()) {
            send(Buffer.buffer(KEEP_ALIVE));
        }
        lastSent = System.nanoTime();
    }

    private void hangUp() {
        if (over || upstream.isEmpty() || !charge.isHiddenUntilTheEnd()) {
            cancel();
            return;
        }
        over = true;
        vertx.cancelTimer(timer);
        exchange.hold();
        unseenTimer =
                Optional.of(vertx.setTimer(limits.unseenStream().toMillis(), exchange.guarded(passed -> giveUp())));
        // Passage may have paused it for a caller who did not read.
        upstream.get().handler(exchange.guarded(this::pass)).resume();
    }

    /** Runs once: the exchange is released after it. */
    private void stopListening() {
        unseenTimer.ifPresent(listening -> {
            vertx.cancelTimer(listening);
            unseenTimer = Optional.empty();
            exchange.release();
        });
    }

    private void finish() {
        if (unseenTimer.isPresent()) {
            events.rest();
            stopListening();
        } else if (!over) {
            write(events.rest());
            over = true;
            vertx.cancelTimer(timer);
            response.end();
        }
    }

    private void end(Denied denied) {
        if (unseenTimer.isPresent()) {
            stopListening();
        }
        if (over) {
            return;
        }
        over = true;
        vertx.cancelTimer(timer);
        // Codex shortens its history only at an event: it reads no code from an answer that is not 200.
        boolean asEvent = ask.route().shape() == ApiShape.OPENAI_RESPONSES
                && denied.code().equals(ServiceRefusal.FULL);
        if (asEvent && !exchange.hungUp()) {
            commit();
        }
        if (response.headWritten()) {
            response.end(exchange.errorEvent(denied));
        } else {
            exchange.refuse(denied);
        }
    }

    private void giveUp() {
        try {
            cancel();
        } finally {
            stopListening();
        }
    }

    private void cancel() {
        over = true;
        vertx.cancelTimer(timer);
        attempts.cancel();
        upstream.ifPresent(answer -> answer.request().reset());
    }

    private static long since(long then, long now) {
        return TimeUnit.NANOSECONDS.toMillis(now - then);
    }
}
