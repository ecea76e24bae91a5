package dev.portcullis.gate.upstream;

import dev.portcullis.gate.answer.AnswerForm;
import dev.portcullis.gate.answer.BedrockCount;
import dev.portcullis.gate.answer.CleanAnswer;
import dev.portcullis.gate.answer.EmbeddingEncoder;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An answer that is not streamed. It is kept until its end, when its cost is known and what LiteLLM added can be taken
 * out; only one that is longer than any chat passes as it comes. Nothing can keep its connection alive, so it has to begin in time. When nobody waits
 * for it any more, LiteLLM works on all the same and is paid for it: the gate then listens to the end.
 */
public final class WholeAnswer {
    private static final int LONGEST_KEPT = 4 * 1024 * 1024;

    private final Vertx vertx;
    private final Exchange exchange;
    private final HttpServerResponse response;
    private final Attempts attempts;
    private final Charge charge;
    private final Limits limits;
    private final CleanAnswer clean;
    private final AnswerForm form;
    private final Optional<EmbeddingEncoder> encoder;
    private final Ask ask;
    private Optional<HttpClientResponse> upstream = Optional.empty();
    private Optional<Long> unseenTimer = Optional.empty();
    private long timer;
    private Buffer kept = Buffer.buffer();
    private boolean passes;
    private boolean unseen;
    private boolean held;

    public WholeAnswer(Vertx vertx, Exchange exchange, Attempts attempts, Ask ask, Charge charge, Limits limits) {
        this.vertx = vertx;
        this.exchange = exchange;
        this.response = exchange.response();
        this.attempts = attempts;
        this.charge = charge;
        this.limits = limits;
        this.ask = ask;
        this.clean = new CleanAnswer(ask.route().shape(), ask.model().model().name());
        this.form = ask.form();
        this.encoder = form.base64() ? Optional.of(new EmbeddingEncoder()) : Optional.empty();
    }

    public void start() {
        exchange.atBreak(this::giveUp);
        exchange.hold();
        held = true;
        exchange.atHangUp(this::goUnseen);
        exchange.atCutOff(this::cutOff);
        long left = limits.unstreamed().toMillis() - exchange.milliseconds();
        timer = vertx.setTimer(Math.max(1, left), exchange.guarded(passed -> expire()));
        attempts.answer().onSuccess(exchange.guarded(this::begin)).onFailure(exchange.guarded(this::refused));
    }

    private void refused(Throwable failure) {
        if (!attempts.isDoubtful()) {
            charge.refused();
        }
        finish();
        if (failure instanceof Denied known) {
            exchange.refuse(known);
        } else {
            exchange.broke(failure);
        }
    }

    private void begin(HttpClientResponse answer) {
        upstream = Optional.of(answer);
        vertx.cancelTimer(timer);
        answer.exceptionHandler(exchange.guarded(gone -> breakOff()));
        answer.endHandler(exchange.guarded(end -> {
            finish();
            if (!unseen && encode(new byte[0], true)) {
                end();
            }
        }));
        if (unseen) {
            listenOn(answer);
            return;
        }
        Passage.open(answer, exchange, chunk -> {
            charge.part(chunk);
            if (!unseen && encoder.isPresent()) {
                encode(chunk.getBytes(), false);
            } else if (!unseen) {
                keep(chunk);
            }
        });
    }

    /** False for an answer that is none; what it costs is still counted. */
    private boolean encode(byte[] chunk, boolean last) {
        if (encoder.isEmpty()) {
            return true;
        }
        try {
            keep(Buffer.buffer(last ? encoder.get().end() : encoder.get().feed(chunk)));
            return true;
        } catch (IOException e) {
            exchange.refuse(new Denied(502, "upstream_failed", "The model service sent no embeddings. Try again"));
            goUnseen();
            return false;
        }
    }

    private void keep(Buffer chunk) {
        if (passes) {
            response.write(chunk);
            return;
        }
        kept.appendBuffer(chunk);
        if (kept.length() > LONGEST_KEPT) {
            passes = true;
            exchange.answerBegins();
            exchange.head(200, "application/json");
            response.setChunked(true).write(kept);
            kept = Buffer.buffer();
        }
    }

    private void end() {
        if (passes) {
            response.end();
            return;
        }
        if (ask.route().shape() == ApiShape.ANTHROPIC_COUNT_TOKENS) {
            OptionalLong counted = BedrockCount.of(kept.getBytes());
            if (counted.isPresent()) {
                exchange.answer(("{\"input_tokens\":" + counted.getAsLong() + "}").getBytes(StandardCharsets.UTF_8));
            } else {
                exchange.estimate(ask.size().promptTokens());
            }
            return;
        }
        Optional<byte[]> answer = clean.whole(kept.getBytes());
        if (answer.isEmpty()) {
            exchange.refuse(
                    new Denied(502, "upstream_failed", "The model service sent no answer that can be read. Try again"));
            return;
        }
        exchange.answerBegins();
        exchange.head(200, "application/json");
        response.putHeader("x-portcullis-cost-usd", charge.cost().decimal());
        response.end(Buffer.buffer(form.whole(answer.get())));
    }

    /** The gate still listens to the end, which tells the cost: LiteLLM works on in any case. */
    private void cutOff(Denied denied) {
        if (passes) {
            exchange.request().connection().close();
        } else if (!unseen) {
            exchange.refuse(denied);
        }
        goUnseen();
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
        unseenTimer = Optional.of(vertx.setTimer(limits.unseen().toMillis(), exchange.guarded(passed -> cut())));
        upstream.ifPresent(this::listenOn);
    }

    private void listenOn(HttpClientResponse answer) {
        answer.handler(exchange.guarded(charge::part));
        answer.resume();
    }

    private void breakOff() {
        finish();
        if (!unseen && !passes) {
            exchange.refuse(new Denied(502, "upstream_broke_off", "The model service broke the answer off. Try again"));
        } else if (!unseen) {
            // The head is gone, so that a closed connection is all that can still say so.
            exchange.request().connection().close();
        }
    }

    private void cut() {
        attempts.cancel();
        upstream.ifPresent(answer -> answer.request().reset());
    }

    private void giveUp() {
        unseen = true;
        try {
            cut();
        } finally {
            finish();
        }
    }

    /** May run more than once: the exchange is released after the first. */
    private void finish() {
        vertx.cancelTimer(timer);
        unseenTimer.ifPresent(vertx::cancelTimer);
        if (held) {
            held = false;
            exchange.release();
        }
    }
}
