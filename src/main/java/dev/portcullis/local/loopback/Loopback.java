package dev.portcullis.local.loopback;

import dev.portcullis.gate.wire.StrictHttp;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletionException;

/** One event loop with the servers of one stand-in. Closing it closes them and every connection. */
public final class Loopback implements AutoCloseable {
    /** {@code localhost} may be IPv6 on one machine and IPv4 on the next. */
    public static final String ADDRESS = "127.0.0.1";

    /** Cloudflare takes 16 KB of URL and 128 KB of headers; a server behind it must take as much. */
    private static final int LONGEST_TARGET = 16 * 1024;

    private static final int LARGEST_HEAD = 128 * 1024;

    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(1)
            .setInternalBlockingPoolSize(1)
            .setFileSystemOptions(
                    new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));

    public Vertx vertx() {
        return vertx;
    }

    /**
     * Returns the port once the server accepts connections.
     *
     * @param port 0 for any that is free
     * @throws IllegalStateException when the port is taken
     */
    public int listen(int port, Handler<HttpServerRequest> handler) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(ADDRESS)
                .setPort(port)
                .setMaxInitialLineLength(LONGEST_TARGET)
                .setMaxHeaderSize(LARGEST_HEAD)
                .setHandle100ContinueAutomatically(true)
                .setHttp2ClearTextEnabled(false);
        try {
            return await(vertx.createHttpServer(options)
                            .connectionHandler(
                                    connection -> StrictHttp.guard(connection, LARGEST_HEAD + LONGEST_TARGET))
                            .requestHandler(handler)
                            .listen())
                    .actualPort();
        } catch (CompletionException e) {
            throw new IllegalStateException("port " + port + " of " + ADDRESS + " cannot be opened", e.getCause());
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
