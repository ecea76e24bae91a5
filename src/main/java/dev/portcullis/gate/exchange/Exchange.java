package dev.portcullis.gate.exchange;

import dev.portcullis.gate.answer.ErrorBodies;
import dev.portcullis.gate.answer.RequestId;
import dev.portcullis.policy.ApiShape;
import dev.portcullis.policy.Route;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** One request and its answer. All of it happens on one thread. */
public final class Exchange {
    public static final String EVENT_STREAM = "text/event-stream";

    private static final String DROPPED = "x-portcullis-dropped";

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Cors cors;
    private final String rawPath;
    private final RequestId id = RequestId.fresh();
    private final long began = System.nanoTime();
    private final RequestRecord facts = new RequestRecord();
    private Optional<Route> route = Optional.empty();
    private Map<String, String> rateHeaders = Map.of();
    private long ended;
    private OptionalLong firstByte = OptionalLong.empty();
    private volatile boolean hungUp;
    private boolean last;
    private int holds;
    private boolean streams;
    private Runnable atHangUp = () -> {};
    private Runnable atBreak = () -> {};
    private Consumer<Denied> atCutOff = denied -> {};
    private final List<Runnable> atRest = new ArrayList<>();
    private final Consumer<Exchange> atEnd;
    private final Consumer<Throwable> faults;

    /**
     * @param atEnd runs once, when the answer is over and nobody works on it any more
     * @param faults learns of what should not have happened
     */
    public Exchange(HttpServerRequest request, Cors cors, Consumer<Exchange> atEnd, Consumer<Throwable> faults) {
        this.faults = faults;
        this.request = request;
        this.response = request.response();
        this.cors = cors;
        String target = request.uri();
        int query = target.indexOf('?');
        this.rawPath = query < 0 ? target : target.substring(0, query);
        response.exceptionHandler(gone -> {});
        // Also called when the connection closes, unless the answer was over by then.
        response.endHandler(end -> {
            if (!response.ended()) {
                hungUp = true;
                attempt(atHangUp, atBreak);
            }
            ended = System.nanoTime();
            release();
        });
        this.atEnd = atEnd;
        hold();
    }

    public RequestId id() {
        return id;
    }

    public HttpServerRequest request() {
        return request;
    }

    public HttpServerResponse response() {
        return response;
    }

    /** Sets the action for a caller's connection that closes before the answer's end. */
    public void atHangUp(Runnable action) {
        atHangUp = action;
    }

    /** Sets the clean-up for a failing step of the gate itself; may run more than once. */
    public void atBreak(Runnable action) {
        atBreak = action;
    }

    /** Sets the action that ends an answer under way because the gateway closes. */
    public void atCutOff(Consumer<Denied> action) {
        atCutOff = action;
    }

    /** Ends an answer under way with an error; does nothing before a model was asked. */
    public void cutOff(Denied denied) {
        attempt(() -> atCutOff.accept(denied), atBreak);
    }

    public boolean hungUp() {
        return hungUp;
    }

    /** Sets the action for the time when the answer is over and every holder of the exchange has released it. */
    public void atRest(Runnable action) {
        atRest.add(action);
    }

    /** Nothing more can be read from its connection, which is closed when the answer is over. */
    void isTheLast() {
        last = true;
        atRest(() -> request.connection().close());
    }

    public void hold() {
        holds++;
    }

    public void release() {
        holds--;
        if (holds == 0) {
            atRest.forEach(last -> attempt(last, () -> {}));
            attempt(() -> atEnd.accept(this), () -> {});
        }
    }

    /** One that fails keeps no other from giving back what it has. */
    private void attempt(Runnable last, Runnable instead) {
        try {
            last.run();
        } catch (RuntimeException | Error e) {
            tell(e);
            if (last != instead) {
                attempt(instead, instead);
            }
        }
    }

    private void tell(Throwable fault) {
        try {
            faults.accept(fault);
        } catch (RuntimeException | Error e) {
            // The log is what failed: there is no other place that could be told.
            return;
        }
    }

    /** A step of the gate itself failed: gives up what is under way, and says so where that is still possible. */
    public void broke(Throwable fault) {
        tell(fault);
        attempt(atBreak, atBreak);
        boolean over = response.ended();
        attempt(
                () -> answerBroken(new Denied(500, "internal_error", "The gateway failed. Its log says where")),
                () -> {});
        if (over || !response.ended()) {
            request.connection().close();
        }
    }

    private void answerBroken(Denied denied) {
        if (streams && response.headWritten() && !response.ended()) {
            response.end(errorEvent(denied));
        } else {
            refuse(denied);
        }
    }

    /** Wraps a later step, so that its failure ends the exchange instead of being lost. */
    public <T> Handler<T> guarded(Handler<T> step) {
        return event -> {
            try {
                step.handle(event);
            } catch (RuntimeException | Error e) {
                broke(e);
            }
        };
    }

    public String method() {
        return request.method().name();
    }

    /** The path as it stands in the request line, without the query. */
    public String rawPath() {
        return rawPath;
    }

    /** The empty text for a header that is not there. */
    public String header(String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }

    public void found(Route found) {
        route = Optional.of(found);
    }

    /** The route's path as the table has it; {@code none} without one, so that no caller can invent metrics. */
    public String routePath() {
        return route.map(Route::path).orElse("none");
    }

    /** Sets the rate headers of every answer from now on. */
    public void rates(Map<String, String> headers) {
        rateHeaders = headers;
    }

    public long bytesOut() {
        return response.bytesWritten();
    }

    /** 499 for a caller that hung up before there was an answer, as web servers log it. */
    public int status() {
        return hungUp && !response.headWritten() ? 499 : response.getStatusCode();
    }

    public long milliseconds() {
        return ((ended == 0 ? System.nanoTime() : ended) - began) / 1_000_000;
    }

    /** Notes that the model's answer reaches the caller from now on; a comment that keeps a stream alive is none. */
    public void answerBegins() {
        if (firstByte.isEmpty()) {
            firstByte = OptionalLong.of((System.nanoTime() - began) / 1_000_000);
        }
    }

    /** From the request's head to the first byte of the model's answer; empty when none came. */
    public OptionalLong millisecondsToFirstByte() {
        return firstByte;
    }

    /** The record that the log and the metrics take. */
    public RequestRecord facts() {
        return facts;
    }

    /** The API whose errors the caller understands: the route's or, on paths for any client, its own. */
    public ApiShape shape() {
        ApiShape shape = route.map(Route::shape).orElse(ApiShape.KEY);
        boolean shared = shape == ApiShape.MODELS || shape == ApiShape.KEY;
        return shared && isAnthropic() ? ApiShape.ANTHROPIC_MESSAGES : shape;
    }

    public boolean isAnthropic() {
        return request.headers().contains("anthropic-version");
    }

    /** The head of an answer, which is never anyone's to keep. */
    public void head(int status, String contentType) {
        streams = contentType.startsWith(EVENT_STREAM);
        response.setStatusCode(status)
                .putHeader("content-type", contentType)
                .putHeader("cache-control", "no-store")
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("request-id", id.text())
                .putHeader("x-request-id", id.text());
        if (!facts.dropped().isEmpty()) {
            response.putHeader(DROPPED, String.join(", ", facts.dropped()));
        }
        rateHeaders.forEach(response::putHeader);
        cors.allow(header("origin"), response.headers());
    }

    public void answer(byte[] json) {
        head(200, "application/json");
        response.end(Buffer.buffer(json));
        Leftover.discard(request);
    }

    /** Answers with an estimate where Bedrock does not count: on the high side, and marked as an estimate. */
    public void estimate(long tokens) {
        head(200, "application/json");
        response.putHeader("x-portcullis-count", "estimate");
        response.end("{\"input_tokens\":" + tokens + "}");
        Leftover.discard(request);
    }

    /** Does nothing when an answer has begun or nobody is there to read it. */
    public void refuse(Denied denied) {
        facts.failed(denied.code());
        if (response.headWritten() || response.closed()) {
            return;
        }
        head(denied.status(), "application/json");
        if (!denied.retryAfter().isZero()) {
            response.putHeader("retry-after", Long.toString(denied.retryAfter().toSeconds()));
        }
        if (denied.isDefinite()) {
            response.putHeader("x-should-retry", "false");
        }
        boolean close = last || Leftover.isPossible(request);
        if (close) {
            response.putHeader("connection", "close");
        }
        response.end(
                Buffer.buffer(ErrorBodies.of(shape(), denied.status(), denied.code(), denied.message(), id.text())));
        Leftover.discard(request);
    }

    /** The last event of a stream whose 200 is gone already. */
    public String errorEvent(Denied denied) {
        facts.failed(denied.code());
        return ErrorBodies.sseEvent(shape(), denied.status(), denied.code(), denied.message(), id.text());
    }
}
