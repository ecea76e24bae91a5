package dev.portcullis.gate.exchange;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/**
 * The rest of a body that nobody wants. It is thrown away for a moment, because a caller that is cut off while it sends
 * never reads why; then the connection is closed.
 */
public final class Leftover {
    private static final long MOMENT_MS = 2_000;

    private Leftover() {}

    /** Whether there may be more to come. */
    public static boolean isPossible(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        boolean body = request.headers().contains("transfer-encoding") || (length != null && !length.matches("0+"));
        return body && !request.isEnded();
    }

    static void discard(HttpServerRequest request) {
        if (!isPossible(request)) {
            request.resume();
            return;
        }
        Context context = Vertx.currentContext();
        long timer = context.owner()
                .setTimer(MOMENT_MS, passed -> request.connection().close());
        request.handler(rest -> {});
        request.exceptionHandler(gone -> {});
        request.endHandler(end -> {
            context.owner().cancelTimer(timer);
            request.connection().close();
        });
        request.resume();
    }
}
