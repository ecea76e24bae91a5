package dev.portcullis.gate;

import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.TestDatabase;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.gate.ledger.key.Period;
import dev.portcullis.gate.ledger.key.RateLimits;
import dev.portcullis.settings.value.Usd;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A gate as the host runs it, in a process of its own that a request may end, with its neighbours and two keys. */
public final class AttackedGate implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final StubKeyServer keyServer = new StubKeyServer(vertx, Team.published(Team.FIRST));
    private final TestDatabase postgres = TestDatabase.fresh();
    private final LedgerConnections database = postgres.open();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token = Team.token(Instant.now());
    final StubLiteLlm liteLlm = new StubLiteLlm(vertx);
    /** Has no limit. */
    public final KeyText rich = TestMoney.create(database, TestMoney.terms("rich", Map.of(), RateLimits.NONE));
    /** May ask and never be answered. */
    final KeyText poor =
            TestMoney.create(database, TestMoney.terms("poor", Map.of(Period.TOTAL, Usd.ZERO), RateLimits.NONE));

    public final GateProcess process;

    private AttackedGate(Path folder) throws IOException, InterruptedException {
        process = GateProcess.start(folder, new GateProcess.Place(keyServer, liteLlm, postgres.config(), "1000000"));
    }

    public static AttackedGate start(Path folder) throws IOException, InterruptedException {
        return new AttackedGate(folder);
    }

    public HttpResponse<String> chat(KeyText key, String body) {
        return sending(key, "/v1/chat/completions", body).join();
    }

    public CompletableFuture<HttpResponse<String>> sending(KeyText key, String path, String body) {
        return sending(key, path, "application/json", HttpRequest.BodyPublishers.ofString(body));
    }

    public CompletableFuture<HttpResponse<String>> sending(KeyText key, String path, String type, BodyPublisher body) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.port() + path))
                        .timeout(Duration.ofSeconds(60))
                        .header("cf-access-jwt-assertion", token)
                        .header("x-portcullis-key", key.text())
                        .header("content-type", type)
                        .POST(body)
                        .build(),
                BodyHandlers.ofString());
    }

    /** The lines of a good caller's credentials, for a request that is written by hand. */
    String credentials(KeyText key) {
        return "cf-access-jwt-assertion: " + token + "\r\nx-portcullis-key: " + key.text() + "\r\n";
    }

    /** A figure of the gate's own, such as {@code portcullis_gate_body_bytes}. */
    public double metric(String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.adminPort() + "/metrics"))
                .build();
        return client.send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.close();
        database.close();
        postgres.close();
        TestGate.await(vertx.close());
    }
}
