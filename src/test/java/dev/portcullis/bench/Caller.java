package dev.portcullis.bench;

import dev.portcullis.local.loopback.Loopback;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** One event loop of callers. An answer other than 200 is a failure with its body. */
final class Caller implements AutoCloseable {
    private static final int KEEP_ALIVE_S = 3;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;

    /** @param connections at most */
    Caller(int connections) {
        client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAliveTimeout(KEEP_ALIVE_S),
                new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(100_000));
    }

    /** Succeeds with the whole answer's last byte. */
    Future<Void> ask(Target target, Buffer body) {
        return ask(target, body, chunk -> {});
    }

    /** @param each gets every part of the answer's body as it comes */
    Future<Void> ask(Target target, Buffer body, Handler<Buffer> each) {
        return client.request(HttpMethod.POST, target.port(), Loopback.ADDRESS, "/v1/chat/completions")
                .compose(request -> {
                    request.putHeader("content-type", "application/json");
                    target.headers().forEach(request::putHeader);
                    return request.send(body);
                })
                .compose(response -> read(response, each));
    }

    private static Future<Void> read(HttpClientResponse response, Handler<Buffer> each) {
        if (response.statusCode() == 200) {
            response.handler(each);
            return response.end();
        }
        return response.body()
                .compose(body -> Future.failedFuture(new NotAnswered(response.statusCode(), body.toString())));
    }

    Vertx vertx() {
        return vertx;
    }

    /** Does something on the event loop and waits for what comes of it. */
    <T> T await(Supplier<Future<T>> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        vertx.runOnContext(now -> work.get().onSuccess(done::complete).onFailure(done::completeExceptionally));
        return done.join();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
