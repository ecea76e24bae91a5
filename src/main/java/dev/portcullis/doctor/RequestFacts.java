package dev.portcullis.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.probe.Caller;
import dev.portcullis.probe.ServiceToken;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way of a client's request, layer by layer. Each layer before the one that refused has let it pass; those behind it were
 * not reached. No call costs money: the last one has Bedrock count tokens.
 */
final class RequestFacts {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MODELS = "/v1/models";
    private static final List<Layer> LAYERS = List.of(Layer.values());

    private final URI gateway;
    private final ServiceToken token;
    private final Optional<String> key;
    private final String stack;

    /** @param key without one, the gate is reached and no further */
    RequestFacts(URI gateway, ServiceToken token, Optional<String> key, String stack) {
        this.gateway = gateway;
        this.token = token;
        this.key = key;
        this.stack = stack;
    }

    List<Fact> all() throws InterruptedException {
        Optional<Fact> open = open();
        Caller client = new Caller(gateway, Optional.of(token), key.orElse(""));
        Caller.Answer models;
        try {
            models = client.get(MODELS);
        } catch (IOException e) {
            return upTo(Layer.of(e), Layer.words(e), open);
        }
        Layer layer = Layer.of(models);
        boolean isServed = models.status() == 200 && layer == Layer.GATE;
        String code = Layer.code(models);
        // Without a key, a refusal for the lack of one is all that the gate can say, and says that it is there.
        boolean isMissingKey = key.isEmpty() && code.equals("missing_key");
        if (!isServed && !isMissingKey) {
            return upTo(layer, "status " + models.status() + (code.isEmpty() ? "" : ", " + code), open);
        }
        List<Fact> facts = new ArrayList<>(passed(LAYERS, open));
        facts.addAll(isServed ? beyond(client, models) : beyondNotAsked("no client's key is declared"));
        return facts;
    }

    /** Access must refuse a stranger; that the gate would refuse one as well is the second lock, not the first. */
    private Optional<Fact> open() throws InterruptedException {
        try {
            return Layer.of(new Caller(gateway, Optional.empty(), "").get(MODELS)) == Layer.GATE
                    ? Optional.of(FactKind.WAY_ACCESS.fails(
                            "",
                            "a request without a service token reaches the gate",
                            "pulumi up --refresh --stack " + stack + ", and look for another application of this name"))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private List<Fact> upTo(Layer refused, String found, Optional<Fact> open) {
        int at = LAYERS.indexOf(refused);
        List<Fact> facts = new ArrayList<>(passed(LAYERS.subList(0, at), open));
        facts.add(refused.row().fails("", found, remedy(refused)));
        String reason = refused.row().title() + " refused first";
        for (Layer behind : LAYERS.subList(at + 1, LAYERS.size())) {
            facts.add(behind.row().notAsked("", reason));
        }
        facts.addAll(beyondNotAsked(reason));
        return facts;
    }

    private static List<Fact> passed(List<Layer> layers, Optional<Fact> open) {
        List<Fact> facts = new ArrayList<>();
        for (Layer layer : layers) {
            facts.add(
                    layer == Layer.ACCESS && open.isPresent()
                            ? open.get()
                            : layer.row().holds("", "passed"));
        }
        return facts;
    }

    private String remedy(Layer refused) {
        String pages = "docs/troubleshooting.md, by layer: ";
        return switch (refused) {
            case DNS -> "pulumi up --refresh --stack " + stack + " makes the record; a new one takes some minutes";
            case EDGE -> pages + "the zone's rules, or this machine's address and portcullis:allowedCidrs";
            case ACCESS -> pages + "the service token; the rows on Access and on the token below say more";
            case TUNNEL -> "./portcullis start --stack " + stack + ", then ./portcullis status --stack " + stack;
            case GATE -> pages + "the gate's codes";
        };
    }

    private static List<Fact> beyondNotAsked(String reason) {
        return List.of(FactKind.WAY_LITELLM.notAsked("", reason), FactKind.WAY_BEDROCK.notAsked("", reason));
    }

    /** Counting is free at Bedrock, and takes the same way as a question. */
    private static List<Fact> beyond(Caller client, Caller.Answer models) throws InterruptedException {
        Optional<String> model = counted(models.body());
        if (model.isEmpty()) {
            return beyondNotAsked("the key may use no model that counts tokens for free");
        }
        Caller.Answer answer;
        try {
            answer = client.post(
                    "/v1/messages/count_tokens",
                    "{\"model\":\"" + model.get() + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
        } catch (IOException e) {
            return List.of(
                    FactKind.WAY_LITELLM.fails("", Layer.words(e), "docs/troubleshooting.md, by layer: LiteLLM"),
                    FactKind.WAY_BEDROCK.notAsked("", "LiteLLM did not answer"));
        }
        if (answer.status() == 200) {
            return List.of(
                    FactKind.WAY_LITELLM.holds("", "passed"),
                    FactKind.WAY_BEDROCK.holds("", "answered " + model.get()));
        }
        String found = "status " + answer.status() + ", " + Layer.code(answer);
        if (Layer.code(answer).equals("upstream_unavailable")) {
            return List.of(
                    FactKind.WAY_LITELLM.fails("", found, "docs/troubleshooting.md, by layer: LiteLLM"),
                    FactKind.WAY_BEDROCK.notAsked("", "LiteLLM did not answer"));
        }
        return List.of(
                FactKind.WAY_LITELLM.holds("", "passed"),
                FactKind.WAY_BEDROCK.fails("", found, "docs/troubleshooting.md, Bedrock"));
    }

    private static Optional<String> counted(String models) {
        try {
            for (JsonNode model : JSON.readTree(models).path("data")) {
                if (model.path("owned_by").asText().equals("anthropic")) {
                    return Optional.of(model.path("id").asText());
                }
            }
        } catch (JsonProcessingException e) {
            // Nothing to count with.
        }
        return Optional.empty();
    }
}
