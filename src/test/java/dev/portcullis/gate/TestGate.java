package dev.portcullis.gate;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.gate.config.GateConfig;
import dev.portcullis.gate.config.GateConfig.ActivityTarget;
import dev.portcullis.gate.config.Limits;
import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.telemetry.GateLog;
import dev.portcullis.input.Problems;
import dev.portcullis.policy.Routes;
import dev.portcullis.settings.value.AdminScope;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Hostname;
import dev.portcullis.settings.value.OperatorScopes;
import dev.portcullis.settings.value.Origin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** A real gate on loopback between a caller and a stub, with a clock that stands still. */
public final class TestGate implements AutoCloseable {
    public static final String CHAT = "{\"model\":\"sage\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    public static final String CHAT_STREAM = CHAT.replace("{\"model\"", "{\"stream\":true,\"model\"");
    public static final String ADMIN_HOST = "llm-admin.example.com";
    static final String KEY = "sk-internal-0123456789";

    /** Long enough never to matter, but the back-off, which nobody wants to wait for. */
    static final Limits PATIENT = new Limits(
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofMillis(1),
            Duration.ofSeconds(10),
            1024 * 1024,
            512L * 1024 * 1024,
            32L * 1024 * 1024);

    final FakeClock clock = new FakeClock();
    final StubKeyServer keyServer;
    public final StubLiteLlm liteLlm;
    public final Gate gate;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final LogLines log = new LogLines();
    private Instant signedAt = Instant.EPOCH;
    private String token = "";
    private final Path spool;
    private final boolean groups;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private TestGate(Limits limits, boolean keysUp, LedgerConnections database) throws IOException {
        this(limits, keysUp, database, Optional.empty());
    }

    private TestGate(Limits limits, boolean keysUp, LedgerConnections database, Optional<GateConfig.Access> other)
            throws IOException {
        this(limits, keysUp, database, other, false);
    }

    private TestGate(
            Limits limits,
            boolean keysUp,
            LedgerConnections database,
            Optional<GateConfig.Access> other,
            boolean groups)
            throws IOException {
        this.groups = groups;
        keyServer = new StubKeyServer(vertx, Team.published(Team.FIRST));
        keyServer.up(keysUp);
        liteLlm = new StubLiteLlm(vertx);
        spool = Files.createTempDirectory("gate-spool");
        gate = Gate.start(
                config(other.orElseGet(
                        () -> new GateConfig.Access(Team.ISSUER, keyServer.address(), Set.of(Team.AUDIENCE)))),
                new Gate.Setting(limits, database, minute -> {}, new GateLog(log.stream(), clock), clock));
    }

    public static TestGate start() throws IOException {
        return new TestGate(PATIENT, true, TestMoney.database());
    }

    public static TestGate start(Limits limits) throws IOException {
        return new TestGate(limits, true, TestMoney.database());
    }

    /** Lets members of a group come to the operators' door with an admin key. */
    static TestGate startWithGroups() throws IOException {
        return new TestGate(PATIENT, true, TestMoney.database(), Optional.empty(), true);
    }

    static TestGate startWithoutKeys() throws IOException {
        return new TestGate(PATIENT, false, TestMoney.database());
    }

    /** With a ledger of its own. */
    public static TestGate start(LedgerConnections database) throws IOException {
        return new TestGate(PATIENT, true, database);
    }

    public static TestGate start(LedgerConnections database, Limits limits) throws IOException {
        return new TestGate(limits, true, database);
    }

    /** Believes another team than {@link Team}. */
    public static TestGate start(GateConfig.Access team) throws IOException {
        return new TestGate(PATIENT, true, TestMoney.database(), Optional.of(team));
    }

    private GateConfig config(GateConfig.Access access) {
        Problems problems = new Problems();
        Routes routes = Routes.read(Path.of("config/routes.yaml"), problems).orElseThrow();
        Catalogue catalogue = Catalogue.read(
                        Path.of("src/test/resources/dev/portcullis/gate/shape/models.yaml"),
                        LocalDate.of(2026, 11, 21),
                        problems)
                .orElseThrow();
        return new GateConfig(
                new GateConfig.Listening(0, 0),
                new GateConfig.LiteLlmAccess(liteLlm.port(), new GateConfig.Secret(KEY)),
                new GateConfig.LedgerConfig(TestMoney.unused(), TestMoney.PEPPER, TestMoney.ADMIN, TestMoney.CAPS),
                new GateConfig.Offer(routes, catalogue, "eu", Optional.empty()),
                new GateConfig.Callers(
                        access,
                        Map.of(Team.CLIENT_ID, new ClientName("laptop")),
                        Set.of("llm.example.com", "x"),
                        Set.of(new Origin("https://chat.example.com"))),
                Optional.of(new GateConfig.OperatorsDoor(
                        0,
                        new Hostname(ADMIN_HOST),
                        Team.ADMIN_AUDIENCE,
                        Team.OPERATORS_ID,
                        new OperatorScopes(
                                Map.of("boss@example.com", AdminScope.ALL, "keys@example.com", AdminScope.KEYS),
                                Map.of("example.com", AdminScope.READ)),
                        groups)),
                new GateConfig.CallConfig(spool, PATIENT.silence(), 8_192),
                new ActivityTarget("", ""),
                List.of(),
                List.of());
    }

    /** The same one as long as the clock stands: signing is what a caller does once. */
    public String token() {
        Instant now = clock.instant();
        if (!now.equals(signedAt)) {
            token = Team.token(now);
            signedAt = now;
        }
        return token;
    }

    /** The lines of a good caller's credentials, for a request that is written by hand. */
    public String credentials() {
        return "cf-access-jwt-assertion: " + token() + "\r\nx-portcullis-key: " + TestMoney.key() + "\r\n";
    }

    /** With a good token, a key without limits and a JSON content type; a test adds the rest. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gate.port() + path))
                .timeout(Duration.ofSeconds(60))
                .header("cf-access-jwt-assertion", token())
                .header("x-portcullis-key", TestMoney.key())
                .header("content-type", "application/json");
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    public HttpResponse<String> post(String path, String json) {
        return send(posting(path, json));
    }

    public HttpRequest posting(String path, String json) {
        return request(path).POST(HttpRequest.BodyPublishers.ofString(json)).build();
    }

    public HttpResponse<String> send(HttpRequest request) {
        return sending(request).join();
    }

    public CompletableFuture<HttpResponse<String>> sending(HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    /** Returns with the head; the body is read as it comes. */
    public HttpResponse<InputStream> open(HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.ofInputStream()).join();
    }

    public HttpResponse<String> admin(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gate.adminPort() + path))
                .timeout(Duration.ofSeconds(20))
                .build());
    }

    /** Asks the administrators' API with the first admin key. */
    HttpResponse<String> askAdmin(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gate.adminPort() + path))
                .timeout(Duration.ofSeconds(20))
                .header("authorization", "Bearer " + TestMoney.ADMIN.text())
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    public Wire wire() {
        return new Wire(gate.port());
    }

    /** A connection to the operators' listener. */
    public Wire doorWire() {
        return new Wire(gate.doorPort().orElseThrow());
    }

    Wire adminWire() {
        return new Wire(gate.adminPort());
    }

    /** The lines of the operators' door. */
    List<String> operatorLines(int count) throws InterruptedException {
        return log.await("\"event\":\"operator\"", count);
    }

    /** The lines of so many requests, once they are there: a line may be later than its answer. */
    public List<String> requestLines(int count) throws InterruptedException {
        return log.await("\"event\":\"request\"", count);
    }

    String wholeLog() {
        return log.text();
    }

    /** The log since the last call of this method. */
    String takeLog() {
        return log.take();
    }

    /** Returns once nothing is in flight: a request's line is logged a moment before it counts as over. */
    public void awaitRest() {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (gate.activity().inFlight() != 0) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still in flight: " + gate.activity().inFlight());
            }
            Thread.onSpinWait();
        }
    }

    /** Returns once every call that is over is in the ledger. */
    public void awaitSettled() {
        gate.drain();
    }

    /** Returns once no request is taken any more. */
    public void whenClosedToNewRequests() {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < end) {
            try {
                get("/v1/models");
            } catch (CompletionException e) {
                return;
            }
        }
        throw new AssertionError("requests are still taken");
    }

    public long spooledFiles() {
        try (Stream<Path> files = Files.list(spool)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Handles of this process, also of files that are deleted; none where the system does not tell. */
    public long openSpoolFiles() {
        Path handles = Path.of("/proc/self/fd");
        if (!Files.isDirectory(handles)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(handles)) {
            return files.filter(handle -> target(handle).startsWith(spool.toString()))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException e) {
            // It was closed meanwhile.
            return "";
        }
    }

    Path spool() {
        return spool;
    }

    @Override
    public void close() throws IOException {
        gate.close();
        await(vertx.close());
        Files.deleteIfExists(spool);
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
