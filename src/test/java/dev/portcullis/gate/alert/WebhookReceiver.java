package dev.portcullis.gate.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portcullis.gate.config.Webhook;
import dev.portcullis.settings.value.WebhookAddress;
import dev.portcullis.settings.value.WebhookKind;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands in for the services behind webhooks, over TLS on loopback. The path names the service, whose rules it applies:
 * see {@link MessageRules}. A queued status is answered first, instead of what the rules say.
 */
final class WebhookReceiver implements AutoCloseable {
    static final String HOST = "hooks.example.com";
    static final String SECRET = "0123456789abcdef0123456789abcdef";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "changeit";

    final List<Received> received = new CopyOnWriteArrayList<>();
    final Queue<Integer> answers = new ArrayDeque<>();
    final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Path store;

    /** One request, and the status that it got. */
    record Received(String kind, String path, Map<String, String> headers, Buffer body, int status) {
        JsonNode json() {
            try {
                return JSON.readTree(body.getBytes());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    WebhookReceiver(Path folder) throws Exception {
        store = folder.resolve("hooks.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "hooks",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + HOST,
                        "-ext",
                        "san=dns:" + HOST,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool made no certificate");
        }
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setSsl(true)
                        .setKeyCertOptions(pfx()))
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Posts to this receiver, whatever the name; trusts its certificate alone. */
    AlertPost post() {
        return post(host -> InetAddress.getLoopbackAddress());
    }

    AlertPost post(AlertPost.Resolver resolver) {
        return new AlertPost(vertx, resolver, server.actualPort(), new HttpClientOptions().setTrustOptions(pfx()));
    }

    static Webhook webhook(WebhookKind kind) {
        String path = "/" + kind.word() + "/T0/B0/secretpath?api-version=1&sig=secretquery";
        return new Webhook(
                kind.word(),
                kind,
                WebhookAddress.of("https://" + HOST + path),
                kind == WebhookKind.GENERIC ? Optional.of(SECRET) : Optional.empty());
    }

    private PfxOptions pfx() {
        return new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
    }

    private void answer(HttpServerRequest request, Buffer body) {
        String kind = request.path().split("/", -1)[1];
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        Integer queued = answers.poll();
        int status = queued != null ? queued : MessageRules.status(kind, headers, body.getBytes());
        received.add(new Received(kind, request.uri(), headers, body, status));
        if (status == 302) {
            request.response().putHeader("location", "https://" + HOST + "/json/elsewhere");
        }
        if (status == 429) {
            request.response().putHeader("retry-after", "120");
        }
        request.response().setStatusCode(status).end("ok");
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
