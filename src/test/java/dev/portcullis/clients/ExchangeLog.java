package dev.portcullis.clients;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between a client and the edge, passes everything on as it comes, and remembers it. */
final class ExchangeLog implements AutoCloseable {
    /** Those that the connection's own ends set. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade", "http2-settings");

    /** The edge behind adds its own; a Worker before this has seen one of its own Access. */
    private static final String ASSERTION = "cf-access-jwt-assertion";

    private final HttpClient onward =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Passed> all = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final int edge;

    /** One request, and how it was answered. */
    record Passed(
            String method,
            String target,
            Map<String, List<String>> headers,
            String body,
            int status,
            Map<String, List<String>> answerHeaders) {
        boolean isModelCall() {
            return method.equals("POST") && !target.contains("count_tokens");
        }
    }

    ExchangeLog(int edge) throws IOException {
        this.edge = edge;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Passed> all() {
        return List.copyOf(all);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** The target may be a whole address, as of a client that takes this for a proxy. */
    void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            URI asked = exchange.getRequestURI();
            String target = asked.getRawPath() + (asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery());
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge + target))
                    .method(
                            exchange.getRequestMethod(),
                            body.length == 0
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofByteArray(body));
            exchange.getRequestHeaders()
                    .forEach((name, values) -> values.stream()
                            .filter(value -> !OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT)))
                            .filter(value -> !name.equalsIgnoreCase(ASSERTION))
                            .forEach(value -> request.header(name, value)));
            HttpResponse<InputStream> answer = onward.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            all.add(new Passed(
                    exchange.getRequestMethod(),
                    target,
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(body, StandardCharsets.UTF_8),
                    answer.statusCode(),
                    answer.headers().map()));
            answer.headers().map().forEach((name, values) -> {
                if (!OF_THE_CONNECTION.contains(name) && !name.equals("date")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            boolean bodiless = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.statusCode(), bodiless ? -1 : 0);
            if (!bodiless) {
                copy(answer.body(), exchange.getResponseBody());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] piece = new byte[8192];
        for (int length = from.read(piece); length >= 0; length = from.read(piece)) {
            to.write(piece, 0, length);
            to.flush();
        }
    }
}
