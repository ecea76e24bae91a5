package dev.portcullis.local.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.ModelKind;
import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.local.bedrock.rules.Broken;
import dev.portcullis.local.bedrock.rules.ContextRule;
import dev.portcullis.local.bedrock.rules.ConverseRules;
import dev.portcullis.local.bedrock.rules.MessagesRules;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Bedrock Runtime API without its HTTP: a request in, an answer with its pauses out. */
final class RuntimeApi {
    private final KnownModels models;
    private final Responder responder = new Responder();
    private final Map<String, Integer> throttled = new Bounded<>();

    RuntimeApi(KnownModels models) {
        this.models = models;
    }

    ServiceAnswer answer(BedrockRequest request) {
        try {
            String region = Signature.region(request);
            Operation.Call call = Operation.of(request);
            JsonNode body = Json.object(request.bytes());
            return switch (call.operation()) {
                case CONVERSE -> converse(models.invoked(call.modelId(), region), body, false);
                case CONVERSE_STREAM -> converse(models.invoked(call.modelId(), region), body, true);
                case INVOKE -> invoke(models.invoked(call.modelId(), region), request, body, false);
                case INVOKE_STREAM -> invoke(models.invoked(call.modelId(), region), request, body, true);
                case COUNT_TOKENS -> count(models.counting(call.modelId(), region), body);
            };
        } catch (AwsError error) {
            return ServiceAnswer.error(error);
        } catch (Broken rule) {
            return ServiceAnswer.error(AwsError.validation(rule.message()));
        }
    }

    private ServiceAnswer converse(OfferedModel model, JsonNode body, boolean streamed) {
        if (model.model().kind() != ModelKind.CHAT) {
            throw AwsError.validation("This action doesn't support the model that you provided.");
        }
        Prompt prompt = ConverseBody.read(body);
        ConverseRules.check(body, model.model(), streamed);
        List<Directive> directives = directives(prompt.lastUserText(), streamed);
        ContextRule.converse(tokens(prompt, directives, model), model.model());
        Optional<AppliedGuardrail> guardrail = AppliedGuardrail.converse(body, streamed, directives);
        Reply written = reply(model, prompt, directives);
        ConverseAnswer answer = new ConverseAnswer(
                guardrail.map(applied -> applied.ruled(written)).orElse(written),
                guardrail.filter(AppliedGuardrail::traced).map(applied -> applied.converseTrace(written)));
        return (streamed ? ServiceAnswer.frames(answer.frames()) : ServiceAnswer.json(answer.whole()))
                .obeying(directives);
    }

    private ServiceAnswer invoke(OfferedModel model, BedrockRequest request, JsonNode body, boolean streamed) {
        ModelKind kind = model.model().kind();
        String vendor = model.model().vendor();
        if (kind == ModelKind.CHAT && vendor.equals("anthropic")) {
            return messages(model, request, body, streamed);
        }
        if (streamed) {
            throw AwsError.validation("The model is unsupported for streaming.");
        }
        if (kind == ModelKind.EMBEDDING) {
            return embedding(vendor, body);
        }
        if (kind == ModelKind.IMAGE && vendor.equals("stability")) {
            List<Directive> directives = directives(body.path("prompt").asText(), false);
            if (model.model().can(Capability.IMAGE_EDITS)) {
                EditBody.check(model.bedrock().baseId(), body);
            } else if (body.path("prompt").asText().isEmpty()) {
                throw AwsError.validation("prompt: expected a text, got none");
            }
            return ServiceAnswer.json(DrawnPicture.stability(body)).obeying(directives);
        }
        throw AwsError.validation("The stand-in has no InvokeModel body of the vendor '" + vendor + "'; use Converse.");
    }

    private ServiceAnswer messages(OfferedModel model, BedrockRequest request, JsonNode body, boolean streamed) {
        Prompt prompt = MessagesBody.read(body);
        MessagesRules.check(body, model.model());
        List<Directive> directives = directives(prompt.lastUserText(), streamed);
        ContextRule.messages(tokens(prompt, directives, model), model.model());
        Optional<AppliedGuardrail> guardrail = AppliedGuardrail.invoke(request, body, directives);
        Reply written = reply(model, prompt, directives);
        Reply reply = guardrail.map(applied -> applied.ruled(written)).orElse(written);
        MessagesAnswer answer =
                new MessagesAnswer(reply, message -> guardrail.ifPresent(applied -> applied.mark(message, written)));
        return (streamed
                        ? ServiceAnswer.frames(answer.frames())
                                .withHeader("x-amzn-bedrock-content-type", "application/json")
                        : ServiceAnswer.json(answer.whole())
                                .withTokens(reply.usage().input(), reply.usage().output()))
                .obeying(directives);
    }

    private ServiceAnswer embedding(String vendor, JsonNode body) {
        String text = String.join("\n", Vectors.texts(body));
        List<Directive> directives = directives(text, false);
        JsonNode answer = switch (vendor) {
            case "amazon" -> Vectors.titan(body);
            case "cohere" -> Vectors.cohere(body);
            default -> throw AwsError.validation("The stand-in has no embeddings of '" + vendor + "'.");
        };
        return ServiceAnswer.json(answer).withTokens(Words.count(text), 0).obeying(directives);
    }

    private static long tokens(Prompt prompt, List<Directive> directives, OfferedModel model) {
        boolean overflows = directives.stream().anyMatch(Directive.Overflow.class::isInstance);
        return overflows ? model.model().contextTokens() + 10_000 : prompt.tokens();
    }

    /** The two inputs are read as the operations read them, so that what can be counted can be sent. */
    private static ServiceAnswer count(OfferedModel model, JsonNode body) {
        JsonNode input = body.path("input");
        Prompt prompt;
        if (input.has("converse")) {
            prompt = ConverseBody.read(input.path("converse"));
            ConverseRules.check(input.path("converse"), model.model(), false);
        } else if (model.model().vendor().equals("anthropic")) {
            JsonNode invoked = decoded(input.path("invokeModel").path("body"));
            prompt = MessagesBody.read(invoked);
            MessagesRules.check(invoked, model.model());
        } else {
            throw AwsError.validation("input: expected converse, got none");
        }
        if (Directive.in(prompt.lastUserText()).stream().anyMatch(Directive.CannotCount.class::isInstance)) {
            throw AwsError.validation("The provided model doesn't support counting tokens.");
        }
        return ServiceAnswer.json(Json.object().put("inputTokens", prompt.tokens()));
    }

    private static JsonNode decoded(JsonNode base64) {
        try {
            return Json.object(base64.binaryValue() == null ? new byte[0] : base64.binaryValue());
        } catch (IOException e) {
            throw AwsError.validation("input.invokeModel.body: expected base64, got something else");
        }
    }

    private Reply reply(OfferedModel model, Prompt prompt, List<Directive> directives) {
        if (prompt.hasCacheMarks() && !model.model().can(Capability.PROMPT_CACHING)) {
            throw AwsError.accessDenied(
                    "You invoked an unsupported model or your request did not allow prompt caching.");
        }
        return responder.reply(model.bedrockId(), prompt, directives);
    }

    /** Those that are left to obey once none of them has refused the request. */
    private List<Directive> directives(String text, boolean streamed) {
        List<Directive> directives = Directive.in(text);
        for (Directive directive : directives) {
            if (directive instanceof Directive.Throttle throttle && attempt(text) <= throttle.attempts()) {
                throw AwsError.throttled();
            }
            if (directive instanceof Directive.NoUseCase) {
                throw AwsError.noUseCase();
            }
            if (directive instanceof Directive.NoSubscription) {
                throw AwsError.noSubscription();
            }
            if (directive instanceof Directive.Fail || (directive instanceof Directive.FailMidStream && !streamed)) {
                throw AwsError.internal();
            }
        }
        return directives;
    }

    private synchronized int attempt(String text) {
        return throttled.merge(Fingerprint.of(text), 1, Integer::sum);
    }
}
