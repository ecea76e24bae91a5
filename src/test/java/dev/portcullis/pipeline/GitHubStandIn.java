package dev.portcullis.pipeline;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** As much of GitHub's API as the scripts need: pull requests by head, comments in pages of a hundred, deployments. */
final class GitHubStandIn implements AutoCloseable {
    static final String TOKEN = "job-token-0123456789";
    private static final String REPOSITORY = "/repos/example/gateway";

    private final HttpServer server;
    private final Map<String, String> pullRequests = new ConcurrentHashMap<>();
    private final List<String> deployments = new CopyOnWriteArrayList<>();
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final List<JsonObject> comments = new CopyOnWriteArrayList<>();
    private final List<String> writes = new CopyOnWriteArrayList<>();

    GitHubStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** An open pull request. */
    void pullRequest(int number, String head, long repository, String commit) {
        pullRequests.put(
                head,
                "[{\"number\":%d,\"head\":{\"sha\":\"%s\",\"repo\":{\"id\":%d}}}]"
                        .formatted(number, commit, repository));
    }

    void comment(long id, String author, String body) {
        JsonObject user = new JsonObject();
        user.addProperty("login", author);
        JsonObject comment = new JsonObject();
        comment.addProperty("id", id);
        comment.addProperty("body", body);
        comment.add("user", user);
        comments.add(comment);
    }

    /** A deployment to {@code production}, the newest first, with the states that it went through. */
    void deployment(int id, String commit, String... stages) {
        deployments.add("{\"id\":" + id + ",\"sha\":\"" + commit + "\"}");
        states.put(
                String.valueOf(id),
                Stream.of(stages)
                        .map(state -> "{\"state\":\"" + state + "\"}")
                        .toList()
                        .toString());
    }

    /** {@code METHOD path body} of everything that was written, in order. */
    List<String> writes() {
        return List.copyOf(writes);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String token = exchange.getRequestHeaders().getFirst("authorization");
            String answer = ("Bearer " + TOKEN).equals(token) ? found(exchange) : "";
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.isEmpty() ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String found(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getQuery();
        if (!exchange.getRequestMethod().equals("GET")) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String text =
                    JsonParser.parseString(body).getAsJsonObject().get("body").getAsString();
            writes.add(exchange.getRequestMethod() + " " + path + " " + text);
            return "{}";
        }
        if (path.equals(REPOSITORY + "/pulls")) {
            return pullRequests.getOrDefault(query.replaceFirst(".*head=([^&]*).*", "$1"), "[]");
        }
        if (path.matches(REPOSITORY + "/issues/\\d+/comments")) {
            int page = Integer.parseInt(query.replaceFirst(".*page=(\\d+)$", "$1"));
            return new ArrayList<>(comments)
                    .subList(Math.min((page - 1) * 100, comments.size()), Math.min(page * 100, comments.size()))
                    .toString();
        }
        if (path.equals(REPOSITORY + "/deployments") && query.contains("environment=production&")) {
            return deployments.toString();
        }
        return states.getOrDefault(path.replaceFirst(REPOSITORY + "/deployments/(\\d+)/statuses", "$1"), "");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
