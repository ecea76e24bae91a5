package dev.portcullis.gate.upstream;

import dev.portcullis.gate.exchange.Exchange;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;

/** Passes an answer's bytes on as fast as the caller takes them, and no faster. */
final class Passage {
    private Passage() {}

    /** The caller of this method sets the handlers of the end and of failures first. */
    static void open(HttpClientResponse from, Exchange exchange, Consumer<Buffer> pass) {
        HttpServerResponse to = exchange.response();
        from.handler(exchange.guarded(chunk -> {
            pass.accept(chunk);
            if (to.writeQueueFull()) {
                from.pause();
                to.drainHandler(exchange.guarded(drained -> from.resume()));
            }
        }));
        from.resume();
    }
}
