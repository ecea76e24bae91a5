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

/**
 * As much of GitHub's API as the scripts need: pull requests by head, comments and open issues in pages of a hundred,
 * deployments, and LiteLLM's table as of now and as of a day.
 */
final class GitHubStandIn implements AutoCloseable {
    static final String TOKEN = "job-token-0123456789";
    private static final String LITELLM = "/repos/BerriAI/litellm";
    private static final String REPOSITORY = "/repos/example/gateway";

    private final HttpServer server;
    private final Map<String, String> pullRequests = new ConcurrentHashMap<>();
    private final List<String> deployments = new CopyOnWriteArrayList<>();
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final List<JsonObject> comments = new CopyOnWriteArrayList<>();
    private final List<JsonObject> issues = new CopyOnWriteArrayList<>();
    private final Map<String, String> tables = new ConcurrentHashMap<>();
    private final List<String> writes = new CopyOnWriteArrayList<>();

    GitHubStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A script of the workflows that asks this stand-in with the right token. */
    ProcessBuilder script(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of("python3", "-B", ".github/scripts/" + name));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "GITHUB_API_URL", base(), "GITHUB_REPOSITORY", "example/gateway", "GITHUB_TOKEN", TOKEN));
        return builder;
    }

    /** An open pull request. */
    void pullRequest(int number, String head, long repository, String commit) {
        pullRequests.put(
                head,
                "[{\"number\":%d,\"head\":{\"sha\":\"%s\",\"repo\":{\"id\":%d}}}]"
                        .formatted(number, commit, repository));
    }

    void comment(long id, String author, String body) {
        comments.add(by(author, "id", id, body));
    }

    /** An open one; GitHub lists pull requests among them. */
    void issue(long number, String author, String body) {
        issues.add(by(author, "number", number, body));
    }

    /** The open issue of that number is a pull request. */
    void isPullRequest(long number) {
        issues.stream()
                .filter(issue -> issue.get("number").getAsLong() == number)
                .forEach(issue -> issue.add("pull_request", new JsonObject()));
    }

    private static JsonObject by(String author, String name, long id, String body) {
        JsonObject user = new JsonObject();
        user.addProperty("login", author);
        JsonObject post = new JsonObject();
        post.addProperty(name, id);
        post.addProperty("body", body);
        post.add("user", user);
        return post;
    }

    /**
     * LiteLLM's table of prices.
     *
     * @param until the last moment at which it was like this; empty for the newest
     */
    void table(String until, String json) {
        tables.put(until, json);
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
            JsonObject sent = JsonParser.parseString(body).getAsJsonObject();
            String state = sent.has("state") ? sent.get("state").getAsString() + " " : "";
            writes.add(exchange.getRequestMethod() + " " + path + " " + state
                    + sent.get("body").getAsString());
            return "{\"number\":12}";
        }
        if (path.startsWith(LITELLM)) {
            return litellm(exchange, path.substring(LITELLM.length()), query);
        }
        if (path.equals(REPOSITORY + "/issues") && query.startsWith("state=open&per_page=100&page=")) {
            return page(issues, query);
        }
        if (path.equals(REPOSITORY + "/pulls")) {
            return pullRequests.getOrDefault(query.replaceFirst(".*head=([^&]*).*", "$1"), "[]");
        }
        if (path.matches(REPOSITORY + "/issues/\\d+/comments")) {
            return page(comments, query);
        }
        if (path.equals(REPOSITORY + "/deployments") && query.contains("environment=production&")) {
            return deployments.toString();
        }
        return states.getOrDefault(path.replaceFirst(REPOSITORY + "/deployments/(\\d+)/statuses", "$1"), "");
    }

    private String litellm(HttpExchange exchange, String path, String query) {
        String table = "model_prices_and_context_window.json";
        if (path.equals("/commits") && query.startsWith("path=" + table + "&per_page=1")) {
            String until = query.replaceFirst(".*per_page=1(&until=)?", "");
            return tables.containsKey(until) ? "[{\"sha\":\"at-" + until + "\"}]" : "[]";
        }
        // In any other form GitHub gives no content of a file over 1 MB.
        boolean raw = "application/vnd.github.raw+json"
                .equals(exchange.getRequestHeaders().getFirst("accept"));
        return path.equals("/contents/" + table) && raw
                ? tables.getOrDefault(query.replaceFirst("ref=at-", ""), "")
                : "";
    }

    private static String page(List<JsonObject> all, String query) {
        int page = Integer.parseInt(query.replaceFirst(".*page=(\\d+)$", "$1"));
        return new ArrayList<>(all)
                .subList(Math.min((page - 1) * 100, all.size()), Math.min(page * 100, all.size()))
                .toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
