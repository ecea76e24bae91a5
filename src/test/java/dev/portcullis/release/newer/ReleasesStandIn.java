package dev.portcullis.release.newer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * GitHub's list of releases and its files on loopback. As GitHub does, it refuses a request without the name of a program
 * (docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api, "User agent") and more than 100 releases a
 * page (docs.github.com/en/rest/releases/releases, "List releases").
 */
public final class ReleasesStandIn implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> answers = new HashMap<>();

    public ReleasesStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Lets a repository have these releases, as a JSON array. */
    public void releases(String repository, String array) {
        answers.put("/repos/" + repository + "/releases", array);
    }

    public void file(String path, String content) {
        answers.put(path, content);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        String agent = exchange.getRequestHeaders().getFirst("User-Agent");
        String found = answers.get(exchange.getRequestURI().getPath());
        boolean isNamed = agent != null && !agent.startsWith("Java");
        boolean isPage = query.equals("null") || query.matches("per_page=([1-9][0-9]?|100)");
        int status = !isNamed || !isPage ? 403 : found == null ? 404 : 200;
        byte[] body = status == 200 ? String.valueOf(found).getBytes(StandardCharsets.UTF_8) : new byte[] {'{', '}'};
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
