package dev.portcullis.smoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.probe.Caller;
import dev.portcullis.probe.Check;
import dev.portcullis.probe.EdgeAttacks;
import dev.portcullis.probe.PaidQuestion;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The checks of one gateway: first whether it answers its client at all, then, if so, everything else. */
public final class Smoke {
    private static final String MODELS = "/v1/models";
    private static final String CHAT = "/v1/chat/completions";
    /** Python's own HTTP library, which the Browser Integrity Check is known to refuse. */
    private static final String PROGRAM = "Python-urllib/3.13";

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LiveGateway gateway;
    private Set<String> models = Set.of();
    private Set<String> capabilities = Set.of();

    /** @throws dev.portcullis.input.BadInput for a URL that will not do */
    public Smoke(String url, Credentials credentials) {
        this.gateway = LiveGateway.at(url, credentials);
    }

    /**
     * Asks for the models that the key may use.
     *
     * @param patience how long to go on asking one that does not answer, as it may be waking
     */
    public Check.Outcome reach(Duration patience) {
        return new Check("the client is answered: GET " + MODELS, guarded(() -> reached(patience))).run();
    }

    /** The models that the key may use, by name; known once the gateway was reached. */
    public Set<String> models() {
        return models;
    }

    /** The words of the capabilities that the key has; known once {@link #free} was asked. */
    public Set<String> capabilities() {
        return capabilities;
    }

    /** Strangers, attacks and what the gate answers by itself; asks no model. */
    public List<Check.Outcome> free() {
        List<Check> checks = new ArrayList<>();
        add(
                checks,
                "no service token is refused at the edge",
                () -> SmokeVerdict.refusedAtTheEdge(gateway.stranger().get(MODELS)));
        add(
                checks,
                "a wrong secret is refused at the edge",
                () -> SmokeVerdict.refusedAtTheEdge(gateway.forger().get(MODELS)));
        for (String path : EdgeAttacks.PATHS) {
            add(
                    checks,
                    "refused: " + path,
                    () -> SmokeVerdict.refused(gateway.client().raw("GET", path)));
        }
        add(
                checks,
                "no virtual key is refused by the gate: 401",
                () -> SmokeVerdict.refusedByTheGate(401, gateway.keyless().get(MODELS)));
        add(
                checks,
                "a client is answered whatever its user agent",
                () -> SmokeVerdict.admitsPrograms(gateway.client().get(MODELS, PROGRAM)));
        add(checks, "GET /v1/key", this::own);
        add(
                checks,
                "a model that does not exist: 404",
                () -> SmokeVerdict.refusedByTheGate(
                        404,
                        gateway.client()
                                .post(
                                        CHAT,
                                        "{\"model\":\"no-such-model\",\"max_tokens\":1,\"messages\":"
                                                + "[{\"role\":\"user\",\"content\":\"Hello\"}]}")));
        return checks.stream().map(Check::run).toList();
    }

    /** The corpus of attacks, asked of the same gateway with the same credentials. */
    public LiveAttack attack() {
        return new LiveAttack(gateway.client());
    }

    private Optional<String> own() throws IOException, InterruptedException {
        Caller.Answer answer = gateway.client().get("/v1/key");
        Optional<String> problem = SmokeVerdict.answered(answer, "\"name\"");
        if (problem.isEmpty()) {
            capabilities = texts(JSON.readTree(answer.body()).path("capabilities"));
        }
        return problem;
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new HashSet<>();
        list.forEach(text -> texts.add(text.asText()));
        return Set.copyOf(texts);
    }

    /** Costs what the question says. */
    public Check.Outcome pay(PaidQuestion question) {
        return new Check(
                        question.name(),
                        guarded(() -> SmokeVerdict.completed(
                                gateway.client().post(question.path(), question.body()), question.part())))
                .run();
    }

    private Optional<String> reached(Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            boolean isLast = System.nanoTime() >= end;
            try {
                Caller.Answer answer = gateway.client().get(MODELS);
                if (isLast || !SmokeVerdict.isAway(answer)) {
                    models = names(answer);
                    return SmokeVerdict.unreached(answer);
                }
            } catch (IOException e) {
                if (isLast) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private static Set<String> names(Caller.Answer answer) throws JsonProcessingException {
        Set<String> names = new HashSet<>();
        if (answer.status() == 200 && answer.type().startsWith("application/json")) {
            for (JsonNode model : JSON.readTree(answer.body()).path("data")) {
                names.add(model.path("id").asText());
            }
        }
        return Set.copyOf(names);
    }

    private static void add(List<Check> checks, String name, Check.Attempt attempt) {
        checks.add(new Check(name, guarded(attempt)));
    }

    static Check.Attempt guarded(Check.Attempt attempt) {
        return () -> {
            try {
                return attempt.problem();
            } catch (IOException | RuntimeException e) {
                return Optional.of(SmokeVerdict.failed(e));
            }
        };
    }
}
