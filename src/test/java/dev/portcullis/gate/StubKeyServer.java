package dev.portcullis.gate;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Publishes a team's keys, when it is up. */
final class StubKeyServer {
    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String keySet;
    private volatile boolean up = true;

    StubKeyServer(Vertx vertx, String keySet) {
        this.keySet = keySet;
        this.server = TestGate.await(vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(request -> {
                    asked.incrementAndGet();
                    request.response().setStatusCode(up ? 200 : 503).end(up ? this.keySet : "");
                })
                .listen());
    }

    void up(boolean is) {
        up = is;
    }

    void publish(String next) {
        keySet = next;
    }

    int asked() {
        return asked.get();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/cdn-cgi/access/certs");
    }
}
