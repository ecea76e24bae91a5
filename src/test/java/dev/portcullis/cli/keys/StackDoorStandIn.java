package dev.portcullis.cli.keys;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A deployed stack with an operators' door, and the programs of other makers by which a person reaches it. As strict as the
 * originals: Access sends a stranger to its login page (302), cloudflared takes {@code -app=URL} and ends with 0 and no output
 * without a session (cmd/cloudflared/access/cmd.go), the AWS CLI runs the plugin as its child, and the plugin prints its port
 * (session-manager-plugin, muxportforwarding.go).
 */
final class StackDoorStandIn implements AutoCloseable {
    static final String KEY_SECRET = "K".repeat(43);
    static final String TOKEN_SECRET = "s3cret-of-the-operators";
    static final String PERSON = "eyJh.eyJz.c2ln";

    final List<String> asked = new CopyOnWriteArrayList<>();
    final CountDownLatch hanging = new CountDownLatch(1);
    private final Path folder;
    private final HttpServer server;
    private volatile int status = 200;
    private volatile boolean hangs;

    StackDoorStandIn(Path folder) throws IOException {
        this.folder = folder;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    Map<String, String> environment() {
        return Map.of("HOME", folder.toString(), "PATH", folder + ":/usr/bin:/bin");
    }

    void answersWith(int edgesStatus) {
        status = edgesStatus;
    }

    void hangs() {
        hangs = true;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The Pulumi CLI with these outputs; the refusals of the real one are {@code PulumiOutputsIT}'s. */
    void pulumi(String plain, String secret) throws IOException {
        script("pulumi", """
                case "$*" in
                  "stack output --json --stack prod --non-interactive --color never") echo '{%s}' ;;
                  "stack output --json --show-secrets --stack prod --non-interactive --color never") echo '{%s}' ;;
                  *) echo "error: unknown command $*" >&2; exit 1 ;;
                esac
                """.formatted(plain, secret));
    }

    void cloudflared(String session) throws IOException {
        script("cloudflared", """
                [ "$*" = "access token -app=%s" ] || { echo "Please provide a url." >&2; exit 1; }
                [ -n "%s" ] || { echo "Unable to find token for provided application." >&2; exit 0; }
                printf %%s "%s"
                """.formatted(url(), session, session));
    }

    void sessions() throws IOException {
        script("aws", """
                [ "$*" = "ssm start-session --region eu-west-1 --target i-0123456789abcdef0 --document-name \
                portcullis-prod-admin-forward --parameters localPortNumber=0" ] || { echo "aws: error: $*" >&2; exit 252; }
                session-manager-plugin '{"SessionId": "ann-1"}' eu-west-1 StartSession
                """);
        script("session-manager-plugin", """
                trap 'echo ended > "$HOME/plugin.end"; kill $!; exit 0' TERM
                echo $$ > "$HOME/plugin.pid"
                echo
                echo "Starting session with SessionId: ann-1"
                printf 'Port %d opened for sessionId ann-1.\\nWaiting for connections...\\n'
                sleep 600 &
                wait
                """.formatted(server.getAddress().getPort()));
    }

    void script(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        boolean key = ("Bearer ak-first-" + KEY_SECRET).equals(headers.getFirst("authorization"));
        boolean token = "ops.access".equals(headers.getFirst("cf-access-client-id"))
                && TOKEN_SECRET.equals(headers.getFirst("cf-access-client-secret"));
        boolean person = PERSON.equals(headers.getFirst("cf-access-token"));
        boolean host = !headers.containsKey("cf-access-client-id") && Files.exists(folder.resolve("plugin.pid"));
        asked.add((person ? "person" : token ? "token" : host ? "host" : "stranger")
                + (key ? " with key " : " ")
                + exchange.getRequestURI());
        if (hangs) {
            hanging.countDown();
            return;
        }
        int code = status != 200 ? status : person || ((token || host) && key) ? 200 : 302;
        byte[] body = (code == 200 ? "{\"items\":[],\"next\":null}" : "<html>").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
