package dev.portcullis.doctor;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cloudflare's API v4 as its reference documents it: every answer is an envelope with {@code success}, {@code errors},
 * {@code messages} and {@code result}; an unknown token is 401 with code 1000, and one that lacks a permission 403 with
 * code 10000.
 */
final class CloudflareApiStandIn implements AutoCloseable {
    static final String TOKEN = "token-of-the-stack";

    /** Path and query to the result; what is absent the token may not read. */
    final Map<String, String> results = new ConcurrentHashMap<>();

    private final HttpServer server;

    CloudflareApiStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean known =
                    ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("authorization"));
            String result = known ? results.get(exchange.getRequestURI().toString()) : null;
            String body = result == null
                    ? "{\"success\":false,\"errors\":[{\"code\":" + (known ? 10_000 : 1_000)
                            + ",\"message\":\"refused\"}],\"messages\":[],\"result\":null}"
                    : "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":" + result + "}";
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(result != null ? 200 : known ? 403 : 401, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
