package dev.portcullis.local.boot.checks;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.ModelKind;
import dev.portcullis.local.boot.guest.BootFailure;
import dev.portcullis.local.trial.Administration;
import dev.portcullis.probe.Caller;
import dev.portcullis.release.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Clients of the gateway and its operator, as far from its inside as any others. */
public final class BootCallers {
    private final Stack stack;
    private final Ports ports;
    private final int edgePort;
    private final String model;
    private final Map<String, String> keys = new TreeMap<>();

    public BootCallers(Stack stack, Ports ports, int edgePort, Catalogue catalogue, String geography) {
        this.stack = stack;
        this.ports = ports;
        this.edgePort = edgePort;
        this.model = catalogue.offered(geography).stream()
                .map(offered -> offered.model())
                .filter(found -> found.kind() == ModelKind.CHAT)
                .map(found -> found.name())
                .findFirst()
                .orElseThrow();
    }

    /** A virtual key of its own; the gate has to know the client. */
    void makeKey(String client) throws IOException, InterruptedException {
        String terms = "{\"name\":\"%s\",\"client\":\"%s\",\"budgets\":{\"day\":\"10\"}}".formatted(client, client);
        keys.put(client, administration().createKey(terms));
    }

    /** Asks with the key that the stack declares, which nobody has to make. */
    public void firstAnswer(String client) {
        try {
            keys.put(client, stack.declaredKey(client));
            askUntilAnswered(client, Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Empty when a model has answered. */
    Optional<String> ask(String client) throws IOException, InterruptedException {
        String body = "{\"model\":\"%s\",\"max_tokens\":20,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
                .formatted(model);
        Caller.Answer answer = caller(client).post("/v1/chat/completions", body);
        if (answer.status() == 429) {
            // The edge's own limit by address: a flood is not what is tried here.
            TimeUnit.SECONDS.sleep(Math.max(1, Long.parseLong("0" + answer.retryAfter())));
            answer = caller(client).post("/v1/chat/completions", body);
        }
        boolean well = answer.status() == 200 && answer.body().contains("\"choices\"");
        return well ? Optional.empty() : Optional.of(answer.status() + ": " + answer.body());
    }

    /** The same, as often as it takes. Answers how long that was. */
    Duration askUntilAnswered(String client, Duration limit) throws InterruptedException {
        long started = System.nanoTime();
        String last = "";
        while (System.nanoTime() - started < limit.toNanos()) {
            try {
                Optional<String> problem = ask(client);
                if (problem.isEmpty()) {
                    return Duration.ofNanos(System.nanoTime() - started);
                }
                last = problem.get();
            } catch (IOException e) {
                last = String.valueOf(e.getMessage());
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new BootFailure(
                "a caller", "an answer within " + limit.toSeconds() + " s", last, "Check the guest's journal");
    }

    String models() throws IOException, InterruptedException {
        return caller(Stack.LAPTOP).get("/v1/models").body();
    }

    /** The cost in dollars of all finished calls of the client's key. */
    String spent(String client) throws IOException, InterruptedException {
        boolean declared = keys.getOrDefault(client, "").equals(stack.declaredKey(client));
        return administration().spentBy(declared ? "stack." + client : client);
    }

    private Caller caller(String client) {
        return new Caller(edgePort, Optional.of(stack.token(client)), keys.getOrDefault(client, ""));
    }

    private Administration administration() {
        return new Administration(
                URI.create("http://127.0.0.1:" + ports.admin()), stack.adminKey(), Path.of("admin-key"));
    }
}
