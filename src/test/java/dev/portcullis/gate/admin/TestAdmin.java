package dev.portcullis.gate.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.gate.closure.Closure;
import dev.portcullis.gate.ledger.Clients;
import dev.portcullis.gate.ledger.LedgerConnections;
import dev.portcullis.gate.ledger.LedgerUnavailable;
import dev.portcullis.gate.ledger.TestDatabase;
import dev.portcullis.gate.ledger.key.AdminKeyText;
import dev.portcullis.gate.ledger.key.KeyAdmin;
import dev.portcullis.gate.ledger.key.Pepper;
import dev.portcullis.gate.ledger.key.VirtualKey;
import dev.portcullis.gate.ledger.money.Call;
import dev.portcullis.gate.ledger.money.Consumption;
import dev.portcullis.gate.ledger.money.GatewayCaps;
import dev.portcullis.gate.ledger.money.Reservations;
import dev.portcullis.gate.ledger.money.Settlement;
import dev.portcullis.gate.telemetry.Refusals;
import dev.portcullis.input.Problems;
import dev.portcullis.policy.Routes;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Usd;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The API on a port and a database of its own, at noon. */
public final class TestAdmin implements AutoCloseable {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final Pepper PEPPER = new Pepper("0123456789abcdef0123456789abcdef");
    private static final GatewayCaps CAPS = new GatewayCaps(Usd.ofDollars(50), Usd.ofDollars(900), ZoneOffset.UTC);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    final TestDatabase postgres = TestDatabase.fresh();
    final LedgerConnections database = postgres.open();
    final Reservations reservations = new Reservations(database, CAPS);
    /** The refusals of a gate that is not there. */
    public final Refusals refusals = new Refusals(NOON);

    final Router router;

    private final AdminKeyText first = AdminKeyText.fresh(AdminKeyText.FIRST);
    private final KeyAdmin keys = new KeyAdmin(database, PEPPER);
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    public TestAdmin() {
        Set<ClientName> clients = Set.of(new ClientName("laptop"), new ClientName("ci"));
        try {
            new Clients(database).know(clients, NOON);
        } catch (LedgerUnavailable e) {
            throw new IllegalStateException(e);
        }
        Problems problems = new Problems();
        Path config = Path.of("config");
        router = AdminApi.router(new AdminApi.Parts(
                vertx,
                database,
                PEPPER,
                CAPS,
                Catalogue.read(config.resolve("models.yaml"), LocalDate.of(2026, 11, 21), problems)
                        .orElseThrow(),
                Routes.read(config.resolve("routes.yaml"), problems).orElseThrow(),
                clients,
                first,
                new Closure(database),
                refusals,
                () -> new byte[] {'x'},
                Clock.fixed(NOON, ZoneOffset.UTC),
                faults::add));
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
    }

    record Reply(int status, JsonNode body, String text) {

        String message() {
            return body.path("error").path("message").asText();
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** The text of the admin key that the gate starts with. */
    public String firstKey() {
        return first.text();
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send("GET", path, firstKey(), "");
    }

    Reply post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, firstKey(), body);
    }

    Reply patch(String path, String body) throws IOException, InterruptedException {
        return send("PATCH", path, firstKey(), body);
    }

    /** Without an authorization when the key is empty. */
    Reply send(String method, String path, String key, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("authorization", "Bearer " + key);
        }
        HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        boolean json = response.headers().firstValue("content-type").orElse("").equals("application/json");
        return new Reply(
                response.statusCode(), json ? JSON.readTree(response.body()) : JSON.nullNode(), response.body());
    }

    /** The secret of a new admin key. */
    String adminKey(String name, String scope) throws IOException, InterruptedException {
        return post("/admin/admin-keys", "{\"name\":\"" + name + "\",\"scope\":\"" + scope + "\"}")
                .body()
                .get("secret")
                .asText();
    }

    /** The id of a new key with a budget of $2.5 a day. */
    String key(String name) throws IOException, InterruptedException {
        return post("/admin/keys", "{\"name\":\"" + name + "\",\"client\":\"laptop\",\"budgets\":{\"day\":\"2.5\"}}")
                .body()
                .get("key")
                .get("id")
                .asText();
    }

    /** Money reserved for a call of the key, at noon. */
    public Call reserve(String keyId, String model, long micros) throws LedgerUnavailable {
        VirtualKey key = keys.resolve(keyId).orElseThrow();
        Call call = new Call(UUID.randomUUID(), key, model, "chat", new Usd(micros), 10, 1);
        reservations.reserve(call, NOON);
        return call;
    }

    /** A call that is over, with 5 tokens in and 7 out. */
    public void spend(String keyId, String model, long micros) throws LedgerUnavailable {
        Call call = reserve(keyId, model, micros);
        reservations.settle(
                new Settlement(
                        call.id(),
                        Settlement.Outcome.SETTLED,
                        Optional.of(new Usd(micros)),
                        new Consumption(5, 7, 0, 0, 0, 0)),
                NOON);
    }

    @Override
    public void close() {
        vertx.close().await();
        database.close();
        postgres.close();
    }
}
