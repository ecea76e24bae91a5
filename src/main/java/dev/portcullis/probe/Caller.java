package dev.portcullis.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A client of the gateway, as far from its inside as any other: it knows an address, a service token and a virtual key. */
public final class Caller {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** {@code HTTP/1.1 200}. */
    private static final int STATUS_BYTES = 12;

    private static final int RAW_BYTES = 4096;
    private static final Pattern TYPE = Pattern.compile("(?im)^content-type: *([^\r\n]+)");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // The token and the key must go nowhere else.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI gateway;
    private final Optional<ServiceToken> token;
    private final String key;

    /** A caller at a port of this machine. */
    public Caller(int port, Optional<ServiceToken> token, String key) {
        this(URI.create("http://127.0.0.1:" + port), token, key);
    }

    /**
     * Anywhere.
     *
     * @param gateway scheme, host and, if it is not the usual one, port
     * @param key shown as a bearer token; empty for none
     */
    public Caller(URI gateway, Optional<ServiceToken> token, String key) {
        this.gateway = gateway;
        this.token = token;
        this.key = key;
    }

    /**
     * An answer; a streamed one is read to its end.
     *
     * @param type the content type; empty when there is none
     * @param dropped the names of the fields that went no further; empty when all did
     */
    public record Answer(int status, String type, String dropped, String retryAfter, String body) {}

    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    /** The same question by a client that calls itself something. */
    public Answer get(String path, String userAgent) throws IOException, InterruptedException {
        return send(request(path).header("user-agent", userAgent).GET().build());
    }

    public Answer post(String path, String json) throws IOException, InterruptedException {
        return send(request(path)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** Reads the first bytes of a stream and then hangs up. */
    public void hangUpAfterFirstBytes(String path, String json) throws IOException, InterruptedException {
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

    /** The status of a request whose path is sent byte for byte, which no HTTP library does. It shows no virtual key. */
    public int raw(String method, String path) throws IOException {
        String answer = sent(method, path, "", STATUS_BYTES);
        return status(answer);
    }

    /**
     * The same by a client that shows its virtual key.
     *
     * @return status and type, as far as the first 4096 bytes tell them, and no body
     */
    public Answer rawAnswer(String method, String path) throws IOException {
        String answer = sent(method, path, key, RAW_BYTES);
        Matcher type = TYPE.matcher(answer);
        return new Answer(status(answer), type.find() ? type.group(1) : "", "", "", "");
    }

    private static int status(String answer) throws IOException {
        if (!answer.matches("(?s)HTTP/1\\.[01] [1-5][0-9]{2}.*")) {
            throw new IOException("the answer is not HTTP");
        }
        return Integer.parseInt(answer.substring(STATUS_BYTES - 3, STATUS_BYTES));
    }

    private String sent(String method, String path, String shown, int most) throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String head = method + " " + path + " HTTP/1.1\r\nHost: " + gateway.getRawAuthority()
                    + "\r\nContent-Length: 0\r\n"
                    + tokenHeaders() + (shown.isEmpty() ? "" : "Authorization: Bearer " + shown + "\r\n")
                    + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readNBytes(most), StandardCharsets.ISO_8859_1);
        }
    }

    private Socket connect() throws IOException {
        boolean isPlain = "http".equals(gateway.getScheme());
        int port = gateway.getPort() < 0 ? (isPlain ? 80 : 443) : gateway.getPort();
        if (isPlain) {
            return new Socket(gateway.getHost(), port);
        }
        SSLSocket socket = (SSLSocket) SSLSocketFactory.getDefault().createSocket(gateway.getHost(), port);
        try {
            // A socket checks the certificate by itself, but not whose it is.
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
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
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(gateway + path)).timeout(PATIENCE);
        token.ifPresent(known -> request.header("CF-Access-Client-Id", known.clientId())
                .header("CF-Access-Client-Secret", known.clientSecret()));
        if (!key.isEmpty()) {
            request.header("authorization", "Bearer " + key);
        }
        return request;
    }
}
