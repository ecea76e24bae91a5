package dev.portcullis.local.trial;

import dev.portcullis.local.edge.ServiceToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A client of the gateway, as far from its inside as any other: it knows an address, a service token and a virtual key. */
public final class Caller {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final int port;
    private final Optional<ServiceToken> token;
    private final String key;

    /** @param key shown as a bearer token; empty for none */
    public Caller(int port, Optional<ServiceToken> token, String key) {
        this.port = port;
        this.token = token;
        this.key = key;
    }

    /**
     * What came back; a streamed answer is read to its end.
     *
     * @param type of the content; empty when none is said
     * @param dropped the names of the fields that went no further; empty when all did
     */
    public record Answer(int status, String type, String dropped, String retryAfter, String body) {}

    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    public Answer post(String path, String json) throws IOException, InterruptedException {
        return send(request(path)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** Reads the first bytes of a stream and then hangs up. */
    void hangUpAfterFirstBytes(String path, String json) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(
                request(path)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (body.read() < 0) {
                throw new IOException("the stream ended before it began");
            }
        }
    }

    /** The status of a request whose path is sent byte for byte, which no HTTP library does. */
    int raw(String method, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String head = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Length: 0\r\n"
                    + tokenHeaders() + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }

    private String tokenHeaders() {
        return token.map(known -> "CF-Access-Client-Id: " + known.clientId() + "\r\nCF-Access-Client-Secret: "
                        + known.clientSecret() + "\r\n")
                .orElse("");
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("content-type").orElse(""),
                response.headers().firstValue("x-portcullis-dropped").orElse(""),
                response.headers().firstValue("retry-after").orElse(""),
                response.body());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE);
        token.ifPresent(known -> request.header("CF-Access-Client-Id", known.clientId())
                .header("CF-Access-Client-Secret", known.clientSecret()));
        if (!key.isEmpty()) {
            request.header("authorization", "Bearer " + key);
        }
        return request;
    }
}
