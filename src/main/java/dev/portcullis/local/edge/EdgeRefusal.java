package dev.portcullis.local.edge;

import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/**
 * The edge's own answers: statuses and bodies as Cloudflare's, which are not JSON. The header {@code x-portcullis-edge}
 * says what refused, so that nobody has to guess which lock it was; Cloudflare does not tell.
 */
final class EdgeRefusal {
    private final HttpServerResponse response;

    EdgeRefusal(HttpServerResponse response) {
        this.response = response;
    }

    void blocked(String rule) {
        send(
                403,
                rule,
                "text/html; charset=UTF-8",
                "<!DOCTYPE html><title>Attention Required!</title>" + "<h1>Sorry, you have been blocked</h1>");
    }

    void otherHost() {
        send(404, "host", "text/plain", "");
    }

    void tooMany(String rule, Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        response.putHeader("retry-after", String.valueOf(seconds));
        send(429, rule, "text/plain", "error code: 1015");
    }

    /** Both halves of a bad token look the same from outside. */
    void denied(int status) {
        send(status, "access", "text/plain", status == 401 ? "Unauthorized" : "Forbidden");
    }

    void unreachable() {
        send(502, "origin", "text/plain", "error code: 502");
    }

    void silent() {
        send(524, "silence", "text/plain", "error code: 524");
    }

    private void send(int status, String what, String type, String body) {
        response.setStatusCode(status)
                .putHeader("x-portcullis-edge", what)
                .putHeader("content-type", type)
                .end(body);
    }
}
