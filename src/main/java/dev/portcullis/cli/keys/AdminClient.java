package dev.portcullis.cli.keys;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.portcullis.deployed.door.AdminDoor;
import dev.portcullis.deployed.door.StackDoor;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problem;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Speaks to a gateway's admin API: an answer, {@link BadInput} for what it refuses, or {@link GatewayAway}. */
public final class AdminClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    /** Longer than this, a person is told what is awaited. */
    private static final long QUIET_SECONDS = 2;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._@-]{0,59}");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final AdminDoor door;
    private final PrintWriter err;

    /**
     * Takes the door over, and closes it.
     *
     * @param err is told when an answer takes long
     */
    AdminClient(AdminDoor door, PrintWriter err) {
        this.door = door;
        this.err = err;
    }

    /** Opens the way to a deployed stack's gateway, with the first administrator's key where a way needs one. */
    public static AdminClient ofStack(Path project, String stack, PrintWriter err) {
        return new AdminClient(
                new StackDoor(project, System.getenv(), err::println).open(stack, Optional.empty()), err);
    }

    @Override
    public void close() {
        door.close();
    }

    /** The path of one key, whatever its name. */
    public static String keyPath(String idOrName) {
        if (!NAME.matcher(idOrName).matches()) {
            throw new BadInput(
                    "KEY", "the id or the name of a key", "'" + idOrName + "'", "See ./portcullis keys list");
        }
        return "/admin/keys/" + encode(idOrName);
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public JsonObject get(String path) {
        return ask("GET", path, "");
    }

    public JsonObject post(String path, JsonObject body) {
        return ask("POST", path, body.toString());
    }

    public JsonObject delete(String path) {
        return ask("DELETE", path, "");
    }

    public JsonObject patch(String path, JsonObject body) {
        return ask("PATCH", path, body.toString());
    }

    /** A list, all of its parts put together in the first. */
    public JsonObject list(String path) {
        String from = path + (path.contains("?") ? "&" : "?") + "limit=500";
        JsonObject whole = get(from);
        JsonArray items = whole.getAsJsonArray("items");
        for (JsonElement next = whole.get("next"); !next.isJsonNull(); ) {
            JsonObject part = get(from + "&cursor=" + encode(next.getAsString()));
            items.addAll(part.getAsJsonArray("items"));
            next = part.get("next");
        }
        whole.add("next", JsonNull.INSTANCE);
        return whole;
    }

    private JsonObject ask(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(door.url() + path))
                .timeout(ANSWER)
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        door.headers().forEach(request::header);
        try {
            HttpResponse<String> response = await(http.sendAsync(request.build(), BodyHandlers.ofString()));
            return understood(method, response.statusCode(), response.body());
        } catch (ExecutionException e) {
            String cause =
                    e.getCause() == null ? "failure" : e.getCause().getClass().getSimpleName();
            throw new GatewayAway("a gateway at " + door.url(), "no answer (" + cause + ")", door.asleep());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayAway("an answer", "an interruption", "Try again");
        }
    }

    private HttpResponse<String> await(CompletableFuture<HttpResponse<String>> answer)
            throws ExecutionException, InterruptedException {
        try {
            return answer.get(QUIET_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            err.println("Waiting for the gateway at " + door.url());
            return answer.get();
        }
    }

    private JsonObject understood(String method, int status, String body) {
        JsonObject json;
        try {
            json = JsonParser.parseString(body).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw refusalOfTheEdge(status);
        }
        if (status < 300) {
            return json;
        }
        JsonObject error = json.has("error") && json.get("error").isJsonObject()
                ? json.getAsJsonObject("error")
                : new JsonObject();
        throw refusal(method, status, error);
    }

    /** An answer that is no gateway's. */
    private RuntimeException refusalOfTheEdge(int status) {
        return switch (status) {
            case 302, 401, 403 ->
                new BadInput(
                        "Access",
                        "somebody whom the operators' policy lets through",
                        "a refusal with status " + status,
                        "Sign in again: cloudflared access login " + door.url());
            case 502, 521, 522, 523, 530 ->
                new GatewayAway("a gateway that is awake", "status " + status + " of the edge", door.asleep());
            default ->
                new GatewayAway(
                        "the admin API of a gateway at " + door.url(),
                        "an answer of something else, with status " + status,
                        "Check the URL: it must be that of the admin listener");
        };
    }

    private RuntimeException refusal(String method, int status, JsonObject error) {
        String message = error.has("message") ? error.get("message").getAsString() : "";
        if (status == 401) {
            return new BadInput(List.of(Problem.plain(
                    "--admin-key-file",
                    "the gateway at " + door.url() + " does not know this admin key",
                    "Name another file with --admin-key-file FILE")));
        }
        String name = method.equals("POST") ? "NAME" : "--name";
        if (error.has("problems")) {
            return OptionWords.of(
                    new BadInput(error.getAsJsonArray("problems").asList().stream()
                            .map(JsonElement::getAsJsonObject)
                            .map(AdminClient::problem)
                            .toList()),
                    name);
        }
        if (status < 500 && !message.isEmpty()) {
            return new BadInput(List.of(Problem.plain("", OptionWords.plain(message, name), remedy(status))));
        }
        return new GatewayAway("an answer of the gateway at " + door.url(), "status " + status, remedy(status));
    }

    private static Problem problem(JsonObject problem) {
        return new Problem(
                problem.get("where").getAsString(),
                problem.get("expected").getAsString(),
                problem.get("given").getAsString(),
                problem.get("remedy").getAsString());
    }

    private static String remedy(int status) {
        return switch (status) {
            case 403 -> "Use an admin key with that scope";
            case 404, 409 -> "See ./portcullis keys list";
            case 503 -> "Its database does not answer; try again in a moment";
            default -> "Check the gateway's log";
        };
    }
}
