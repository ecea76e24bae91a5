package dev.portcullis.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.gate.config.GateConfig;
import dev.portcullis.gate.fuzz.SentTokens;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A gate in this process that a generator may ask anything. Its LiteLLM answers a body as the body's hash decides: well,
 * or with one of the failures that a caller must not see as they are.
 */
public final class AskedGate implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MANNERS = 16;
    private static final String TRACEBACK =
            "litellm.BadRequestError: BedrockException - Traceback (most recent call last): File \\\"/opt/x.py\\\"";

    /** The client that it knows, as the edge names it. */
    public static final String CLIENT_ID = Team.CLIENT_ID;

    private final TestGate gate;

    private AskedGate(TestGate gate) {
        this.gate = gate;
        gate.liteLlm.answer(AskedGate::answer);
    }

    public static AskedGate start() throws IOException {
        return new AskedGate(TestGate.start());
    }

    /** For an edge that signs by itself, at the time that stands still in {@link #NOW}. */
    public static AskedGate behind(String issuer, URI keys, String audience) throws IOException {
        return new AskedGate(TestGate.start(new GateConfig.Access(issuer, keys, Set.of(audience))));
    }

    /** The gate's clock stands still at this instant. */
    public static final Instant NOW = FakeClock.START;

    /** A key without limits. */
    public static String key() {
        return TestMoney.key();
    }

    public int port() {
        return gate.gate.port();
    }

    /** The lines of a good caller's credentials. */
    public String credentials() {
        return gate.credentials();
    }

    /** The operators' listener. */
    public int doorPort() {
        return gate.gate.doorPort().orElseThrow();
    }

    /** The line of an operator who may do everything. */
    public String operatorCredentials() {
        return "cf-access-jwt-assertion: " + Team.sign(Team.FIRST, Team.person(NOW, "boss@example.com")) + "\r\n";
    }

    /** Waits for the gate to rest, then names everything that the round left behind; empty when it left nothing. */
    public String leftBehind() throws InterruptedException {
        while (gate.liteLlm.waiting() > 0) {
            gate.liteLlm.next();
        }
        gate.awaitRest();
        gate.awaitSettled();
        StringJoiner left = new StringJoiner(", ");
        for (String figure : new String[] {"in_flight", "body_bytes", "unsettled", "late_settlements"}) {
            double value = figure("portcullis_gate_" + figure);
            if (value != 0) {
                left.add(figure + " " + value);
            }
        }
        if (gate.spooledFiles() > 0) {
            left.add("spool files " + gate.spooledFiles());
        }
        return left.toString();
    }

    /** The log's lines on faults since the last look. */
    public List<String> faults() {
        return gate.takeLog()
                .lines()
                .filter(line -> line.contains("\"event\":\"fault\""))
                .toList();
    }

    private double figure(String name) {
        return gate.admin("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static void answer(StubLiteLlm.Call call) {
        switch (Math.floorMod(Arrays.hashCode(call.body().getBytes()), MANNERS)) {
            case 0 -> call.fail(400, "{\"error\":{\"message\":\"" + TRACEBACK + "\"}}");
            case 1 -> call.fail(500, "{\"error\":{\"message\":\"" + TRACEBACK + "\"}}");
            case 2 -> call.fail(429, "Traceback: litellm.RateLimitError");
            case 3 -> call.response().reset();
            case 4 -> call.json("[litellm");
            default -> well(call);
        }
    }

    private static void well(StubLiteLlm.Call call) {
        String text = call.body().toString();
        if (text.contains("\"stream\":true")) {
            call.stream("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"ok\"}}]}\n\n");
            call.response().end("data: [DONE]\n\n");
            return;
        }
        call.json("{\"id\":\"x\",\"object\":\"o\",\"choices\":[],\"data\":[],\"content\":[],\"output\":[],\"seen\":"
                + seen(call) + "}");
    }

    private static long seen(StubLiteLlm.Call call) {
        try {
            JsonNode body = JSON.readTree(call.body().getBytes());
            boolean expands = !call.line().contains("/v1/messages")
                    || !body.path("model").asText().startsWith("sage");
            return SentTokens.of(body, expands && !call.line().contains("count_tokens"));
        } catch (IOException e) {
            // A form: its files are no text.
            return 0;
        }
    }

    /** In dollars for a million tokens of a prompt, as the tests' catalogue has them. */
    public static double inputPrice(String model) {
        return model.startsWith("sage") ? 1 : 0.02;
    }

    @Override
    public void close() throws IOException {
        gate.close();
    }
}
