package dev.portcullis.cli.connect;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers a caller that shows the right three secrets as the gateway does, and is announced as a running try. */
final class StubGateway implements AutoCloseable {
    static final String ID = "0123456789abcdef.access";
    static final String SECRET = "s3cret-of-the-token";
    static final String KEY = "pk-abcdefgh-" + "k".repeat(43);

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    StubGateway(Path cache) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(path + " " + body);
            var headers = exchange.getRequestHeaders();
            boolean known = ID.equals(headers.getFirst("CF-Access-Client-Id"))
                    && SECRET.equals(headers.getFirst("CF-Access-Client-Secret"));
            boolean admitted = known && ("Bearer " + KEY).equals(headers.getFirst("authorization"));
            String answer = !known
                    ? "Unauthorized"
                    : !admitted ? "{\"error\":{\"message\":\"key: expected another\"}}" : answer(path);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("content-type", known ? "application/json" : "text/plain");
            exchange.sendResponseHeaders(admitted ? 200 : 401, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        Path folder = Files.createDirectories(
                cache.resolve("portcullis/trials/" + ProcessHandle.current().pid()));
        Files.writeString(
                folder.resolve("admin.json"),
                "{\"url\":\"http://127.0.0.1:1\",\"adminKeyFile\":\"/none\",\"callers\":\"" + url() + "\"}");
        Path secrets = Files.writeString(
                folder.resolve("caller.env"),
                "CF_ACCESS_CLIENT_ID=" + ID + "\nCF_ACCESS_CLIENT_SECRET=" + SECRET + "\nPORTCULLIS_KEY=" + KEY + "\n");
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static String answer(String path) {
        return switch (path) {
            case "/v1/models" -> """
                    {"data":[{"id":"nova-pro","owned_by":"amazon","portcullis":{"kind":"chat"}},
                    {"id":"titan","owned_by":"amazon","portcullis":{"kind":"embedding"}},
                    {"id":"claude-x","owned_by":"anthropic","portcullis":{"kind":"chat"}}]}""";
            case "/v1/messages" -> "{\"content\":[{\"type\":\"text\",\"text\":\"Hello from it\"}]}";
            case "/v1/responses" ->
                "{\"output\":[{\"content\":[{\"type\":\"output_text\",\"text\":\"Hello from it\"}]}]}";
            default -> "{\"choices\":[{\"message\":{\"content\":\"Hello from it\"}}]}";
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
