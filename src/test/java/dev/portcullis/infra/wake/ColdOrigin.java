package dev.portcullis.infra.wake;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The whole world as the Worker sees it: the gateway's tunnel, which is down until the host is up; Access's signing
 * keys; and the wake function, which starts the host.
 *
 * <p>A tunnel without a connector answers 530, and its body names 1033: Cloudflare's pages on errors 530 and 1033.
 */
public final class ColdOrigin implements AutoCloseable {
    static final String AUDIENCE = "a".repeat(64);
    static final String ISSUER = "https://your-team.cloudflareaccess.com";
    static final String WAKE_URL = "https://wake.lambda-url.eu-west-1.on.aws/";
    static final String SECRET = "s".repeat(48);

    private static final String CERTS = ISSUER + "/cdn-cgi/access/certs";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final RSAKey key;
    private final HttpHandler gateway;
    private final Duration boot;
    private final List<String> wakes = new CopyOnWriteArrayList<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile String wakeAnswer = "{\"did\":\"started\"}";
    private volatile boolean keysDown;
    private volatile @Nullable Instant upAt;

    /**
     * @param boot from the start of the host to its first answer
     * @param gateway the gateway, which answers while the host is up
     */
    public ColdOrigin(Duration boot, HttpHandler gateway) throws Exception {
        this.boot = boot;
        this.gateway = gateway;
        this.key = new RSAKeyGenerator(2048).keyID("first").generate();
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** As if it had been started before. */
    void up() {
        upAt = Instant.EPOCH;
    }

    /** The function's answer from now on, and whether the host comes. */
    void answerWakeWith(String json) {
        wakeAnswer = json;
    }

    void loseKeys() {
        keysDown = true;
    }

    /** One line for each question that the function believed, or why it did not. */
    public List<String> wakes() {
        return List.copyOf(wakes);
    }

    /** Method, path and status of each request to the host name. */
    List<String> seen() {
        return List.copyOf(seen);
    }

    /** An assertion as Access signs it for a service token. */
    String assertion(String audience, Instant expires) throws Exception {
        return assertion(key, audience, expires);
    }

    static String assertion(RSAKey key, String audience, Instant expires) throws Exception {
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(List.of(audience))
                .issueTime(Date.from(expires.minusSeconds(3600)))
                .expirationTime(Date.from(expires))
                .subject("")
                .claim("type", "app")
                .claim("common_name", "0123.access")
                .build();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    /** A good one. */
    public String assertion() throws Exception {
        return assertion(AUDIENCE, Instant.now().plusSeconds(3600));
    }

    private void handle(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestURI().toString();
        if (asked.equals(CERTS)) {
            send(exchange, keysDown ? 500 : 200, "application/json", keysDown ? "" : keySet());
        } else if (asked.equals(WAKE_URL)) {
            send(exchange, 200, "application/json", wake(exchange));
        } else if (isUp()) {
            gateway.handle(exchange);
            note(exchange);
        } else {
            send(exchange, 530, "text/plain; charset=UTF-8", "error code: 1033");
            note(exchange);
        }
    }

    private boolean isUp() {
        Instant up = upAt;
        return up != null && !Instant.now().isBefore(up);
    }

    private void note(HttpExchange exchange) {
        seen.add(exchange.getRequestMethod() + " "
                + URI.create(exchange.getRequestURI().toString()).getPath() + " " + exchange.getResponseCode());
    }

    private String keySet() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    private String wake(HttpExchange exchange) throws IOException {
        String at = String.valueOf(exchange.getRequestHeaders().getFirst("portcullis-time"));
        String signature = String.valueOf(exchange.getRequestHeaders().getFirst("portcullis-signature"));
        if (!MessageDigest.isEqual(
                signature.getBytes(StandardCharsets.UTF_8),
                sign("portcullis-wake\n" + at).getBytes(StandardCharsets.UTF_8))) {
            wakes.add("wrong signature");
            return "{}";
        }
        long age = Math.abs(Instant.now().getEpochSecond() - Long.parseLong(at));
        wakes.add(age <= 60 ? "believed" : "too old");
        if (wakeAnswer.contains("started") && upAt == null) {
            upAt = Instant.now().plus(boot);
        }
        return wakeAnswer;
    }

    private static String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
