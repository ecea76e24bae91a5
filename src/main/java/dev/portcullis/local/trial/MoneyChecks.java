package dev.portcullis.local.trial;

import static dev.portcullis.local.trial.Expectation.answered;
import static dev.portcullis.local.trial.Expectation.equal;
import static dev.portcullis.local.trial.Expectation.status;
import static dev.portcullis.local.trial.TrialModels.name;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.catalogue.TokenPrices;
import dev.portcullis.probe.Caller;
import dev.portcullis.probe.Check;
import dev.portcullis.probe.Requests;
import dev.portcullis.settings.value.Usd;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Keys and money, each with a key that was made for the one check. */
final class MoneyChecks {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CHAT = "/v1/chat/completions";
    private static final int PATIENCE_MS = 10_000;
    private static final int POLL_MS = 50;
    private static final long MILLION = 1_000_000;

    private final TrialCallers callers;
    private final TrialModels models;
    private final Administration administration;

    MoneyChecks(TrialCallers callers, TrialModels models, Administration administration) {
        this.callers = callers;
        this.models = models;
        this.administration = administration;
    }

    /** Refusals before any model is asked. */
    List<Check> refusals() {
        return List.of(
                new Check(
                        "no virtual key: 401",
                        () -> status(401, callers.withKey("").get("/v1/models"))),
                new Check("another client's key: 401", () -> {
                    String foreign = key("foreign", TrialClients.GUEST, "\"unlimited\":true,\"budgets\":{}");
                    return status(401, callers.withKey(foreign).get("/v1/models"));
                }),
                new Check("a model that the key may not use: 403", () -> {
                    String narrow = key(
                            "narrow",
                            TrialClients.TRY,
                            "\"budgets\":{\"day\":\"1\"},\"models\":[\"" + name(models.claude()) + "\"]");
                    return status(403, callers.withKey(narrow).post(CHAT, chat("Hello")));
                }),
                new Check("over budget: 402, with the time when it resets", () -> {
                    String poor = key("poor", TrialClients.TRY, "\"budgets\":{\"day\":\"0.000001\"}");
                    Caller.Answer answer = callers.withKey(poor).post(CHAT, chat("Hello"));
                    return status(402, answer)
                            .or(() -> answer.body().contains("It resets at 2")
                                    ? Optional.empty()
                                    : Optional.of("expected when it resets, got " + answer.body()));
                }),
                new Check("a revoked key: 401 at once", this::revoked),
                new Check("GET /v1/key", () -> answered(callers.client().get("/v1/key"), "\"name\":\"everyday\"")));
    }

    /** Checks that need answers, which cost nothing with a stand-in. */
    List<Check> counted() {
        return List.of(
                new Check("more requests than the key's minute has: 429", this::rate),
                new Check("what was spent is the usage times the catalogue's prices", () -> {
                    String exact = key("exact", TrialClients.TRY, "\"budgets\":{\"total\":\"1\"}");
                    return spent("exact", callers.withKey(exact).post(CHAT, chat("What does this cost?")));
                }),
                new Check("a dearer model in another field is neither asked nor paid", () -> {
                    String cheap = key(
                            "cheap",
                            TrialClients.TRY,
                            "\"budgets\":{\"total\":\"1\"},\"models\":[\"" + name(models.chat()) + "\"]");
                    String dearer = name(models.claude());
                    String body = chat("Hello")
                            .replaceFirst(
                                    "\\{", "{\"model_id\":\"" + dearer + "\",\"fallbacks\":[\"" + dearer + "\"],");
                    return spent("cheap", callers.withKey(cheap).post(CHAT, body));
                }));
    }

    private Optional<String> revoked() throws IOException, InterruptedException {
        String key = key("revoked", TrialClients.TRY, "\"budgets\":{\"day\":\"1\"}");
        Optional<String> before = status(200, callers.withKey(key).get("/v1/models"));
        administration.revoke("revoked");
        Optional<String> after = status(401, callers.withKey(key).get("/v1/models"));
        return before.or(() -> after);
    }

    /** Three, because a new minute may begin between two. */
    private Optional<String> rate() throws IOException, InterruptedException {
        Caller slow = callers.withKey(
                key("slow", TrialClients.TRY, "\"budgets\":{\"day\":\"1\"},\"limits\":{\"requestsPerMinute\":1}"));
        slow.post(CHAT, chat("Hello"));
        slow.post(CHAT, chat("Hello"));
        Caller.Answer third = slow.post(CHAT, chat("Hello"));
        return status(429, third)
                .or(() -> third.retryAfter().matches("[1-9][0-9]?")
                        ? Optional.empty()
                        : Optional.of("expected seconds in retry-after, got '" + third.retryAfter() + "'"));
    }

    /** Compares what the ledger says a key has spent with what its one answer says was used. */
    private Optional<String> spent(String key, Caller.Answer answer) throws IOException, InterruptedException {
        if (answer.status() != 200) {
            return status(200, answer);
        }
        JsonNode usage = JSON.readTree(answer.body()).path("usage");
        TokenPrices prices = models.chat().prices().standard();
        Usd parts = prices.input()
                .times(usage.path("prompt_tokens").asLong())
                .plus(prices.output().times(usage.path("completion_tokens").asLong()));
        Usd expected = new Usd((parts.micros() + MILLION - 1) / MILLION);
        String given = "";
        // It is settled when the answer is over, a moment after it has been read.
        for (int waited = 0; given.isEmpty() && waited < PATIENCE_MS; waited += POLL_MS) {
            Thread.sleep(POLL_MS);
            given = administration.spentBy(key);
        }
        return equal(expected.decimal(), given);
    }

    private String key(String name, String client, String terms) throws IOException, InterruptedException {
        return administration.createKey("{\"name\":\"" + name + "\",\"client\":\"" + client + "\"," + terms + "}");
    }

    private String chat(String text) {
        return Requests.chat(name(models.chat()), text, 50, false);
    }
}
