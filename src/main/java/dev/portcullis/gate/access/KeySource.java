package dev.portcullis.gate.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Fetches the team's key set. */
public final class KeySource implements Supplier<CompletionStage<String>> {
    private static final int PATIENCE_MS = 5_000;

    private final HttpClient client;
    private final URI address;

    public KeySource(Vertx vertx, URI address) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(PATIENCE_MS));
        this.address = address;
    }

    @Override
    public CompletionStage<String> get() {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(address.toString())
                .setIdleTimeout(PATIENCE_MS)
                .setFollowRedirects(false);
        return client.request(options)
                .compose(request -> request.send())
                .compose(KeySource::text)
                .toCompletionStage();
    }

    private static Future<String> text(HttpClientResponse response) {
        return response.statusCode() == 200
                ? response.body().map(Buffer::toString)
                : Future.failedFuture("the keys' server answered " + response.statusCode());
    }
}
