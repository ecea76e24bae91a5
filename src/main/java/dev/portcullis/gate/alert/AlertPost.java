package dev.portcullis.gate.alert;

import dev.portcullis.gate.config.Webhook;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Posts one message. The address that was checked is the one that is called, so that no second answer of the resolver
 * leads elsewhere; redirects are not followed, and nothing of an answer is read but its status.
 */
public final class AlertPost {
    private static final int PATIENCE_MS = 10_000;
    private static final int HTTPS = 443;
    private static final long LONGEST_WAIT_SECONDS = 3_600;

    private final Vertx vertx;
    private final HttpClient client;
    private final Resolver resolver;
    private final int port;

    /** Finds the address of a host, blocking. */
    interface Resolver {
        InetAddress of(String host) throws UnknownHostException;
    }

    /**
     * The end of a post.
     *
     * @param status the status of the answer
     * @param pause the time that the service asks for before the next try; zero when it asks for none
     */
    record Answer(int status, Duration pause) {
        boolean isTaken() {
            return status / 100 == 2;
        }

        /** Whether a later try may end otherwise: the service is busy or has a fault of its own. */
        boolean isPassing() {
            return status == 408 || status == 425 || status == 429 || status >= 500;
        }
    }

    public AlertPost(Vertx vertx) {
        this(vertx, PublicAddress::of, HTTPS, new HttpClientOptions());
    }

    AlertPost(Vertx vertx, Resolver resolver, int port, HttpClientOptions options) {
        this.vertx = vertx;
        this.resolver = resolver;
        this.port = port;
        this.client = vertx.createHttpClient(options.setConnectTimeout(PATIENCE_MS)
                .setSsl(true)
                .setVerifyHost(true)
                .setKeepAlive(false));
    }

    Future<Answer> send(Webhook webhook, byte[] body, Instant now) {
        URI uri = webhook.address().uri();
        return vertx.executeBlocking(() -> resolver.of(uri.getHost()), false)
                .compose(address -> client.request(options(webhook, uri, address, body, now)))
                .compose(request -> request.send(Buffer.buffer(body)).compose(response -> {
                    Answer answer = answer(response);
                    // An endless answer would hold the connection; that it broke off is no news then.
                    response.exceptionHandler(brokeOff -> {});
                    request.reset();
                    return Future.succeededFuture(answer);
                }))
                .timeout(PATIENCE_MS, TimeUnit.MILLISECONDS);
    }

    private RequestOptions options(Webhook webhook, URI uri, InetAddress address, byte[] body, Instant now) {
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
                .setHost(uri.getHost())
                .setPort(port)
                .setSsl(true)
                .setURI(path + query)
                .setFollowRedirects(false)
                .setIdleTimeout(PATIENCE_MS)
                .putHeader("content-type", "application/json; charset=utf-8")
                .putHeader("user-agent", "portcullis");
        webhook.signingSecret().ifPresent(secret -> {
            long seconds = now.getEpochSecond();
            options.putHeader(AlertSignature.TIME_HEADER, Long.toString(seconds))
                    .putHeader(AlertSignature.SIGNATURE_HEADER, AlertSignature.of(secret, seconds, body));
        });
        return options;
    }

    private static Answer answer(HttpClientResponse response) {
        String wait = String.valueOf(response.getHeader("retry-after"));
        long seconds = wait.matches("[0-9]{1,6}") ? Math.min(Long.parseLong(wait), LONGEST_WAIT_SECONDS) : 0;
        return new Answer(response.statusCode(), Duration.ofSeconds(seconds));
    }
}
