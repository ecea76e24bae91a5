package dev.portcullis.local.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The stand-in's guardrail on one call. Its account has one guardrail, with policies for content, topics and sensitive
 * information; a directive in the prompt decides what it finds, and a call that names no guardrail is not looked at.
 *
 * <p>The forms are those of Bedrock Runtime's service model, as botocore 1.44.3 has it. That a blocked prompt uses no
 * model is Bedrock's guide, "How Amazon Bedrock Guardrails works". That InvokeModel keeps {@code end_turn} and says
 * {@code INTERVENED} beside it, in a stream in {@code message_stop}, was reported by NousResearch/hermes-agent, 107815.
 */
record AppliedGuardrail(boolean traced, Finding finding, long promptUnits) {
    static final String ID = "gr0standin12";
    static final String VERSION = "1";
    /** The console's default. */
    static final String BLOCKED = "Sorry, the model cannot answer this question.";

    private static final int UNIT = 1_000;
    private static final Set<String> TRACES = Set.of("enabled", "disabled", "enabled_full");

    /** Where the guardrail finds something. */
    enum Finding {
        NOTHING,
        PROMPT,
        ANSWER
    }

    /** Reads a Converse body; where parts of it are marked as guarded, nothing else is looked at. */
    static Optional<AppliedGuardrail> converse(JsonNode body, boolean streamed, List<Directive> directives) {
        JsonNode config = body.path("guardrailConfig");
        if (config.isMissingNode()) {
            return Optional.empty();
        }
        if (config.has("streamProcessingMode") && !streamed) {
            throw AwsError.validation("guardrailConfig.streamProcessingMode: expected in ConverseStream alone");
        }
        check(
                config.path("guardrailIdentifier").asText(),
                config.path("guardrailVersion").asText());
        String trace = config.path("trace").asText("disabled");
        if (!TRACES.contains(trace)) {
            throw AwsError.validation(
                    "guardrailConfig.trace: expected one of enabled, disabled, enabled_full, got '" + trace + "'");
        }
        List<JsonNode> guarded = body.findValues("guardContent");
        List<JsonNode> looked = guarded.isEmpty() ? List.of(body.path("system"), body.path("messages")) : guarded;
        return Optional.of(new AppliedGuardrail(!trace.equals("disabled"), finding(directives), units(looked)));
    }

    /** Reads the headers of InvokeModel; without tags in the body the whole prompt is looked at. */
    static Optional<AppliedGuardrail> invoke(BedrockRequest request, JsonNode body, List<Directive> directives) {
        String id = request.header("x-amzn-bedrock-guardrailidentifier");
        if (id.isEmpty()) {
            if (body.has("amazon-bedrock-guardrailConfig")) {
                throw AwsError.validation("amazon-bedrock-guardrailConfig: expected with a guardrail identifier alone");
            }
            return Optional.empty();
        }
        check(id, request.header("x-amzn-bedrock-guardrailversion"));
        boolean traced = request.header("x-amzn-bedrock-trace").startsWith("ENABLED");
        List<JsonNode> looked = List.of(body.path("system"), body.path("messages"));
        return Optional.of(new AppliedGuardrail(traced, finding(directives), units(looked)));
    }

    private static void check(String id, String version) {
        if (!id.equals(ID) && !id.endsWith(":guardrail/" + ID)) {
            throw AwsError.validation("The provided guardrail identifier is invalid.");
        }
        if (!version.equals(VERSION)) {
            throw AwsError.validation("The provided guardrail version is invalid.");
        }
    }

    private static Finding finding(List<Directive> directives) {
        return directives.stream()
                .filter(Directive.Guarded.class::isInstance)
                .map(directive -> ((Directive.Guarded) directive).finding())
                .findFirst()
                .orElse(Finding.NOTHING);
    }

    boolean intervened() {
        return finding != Finding.NOTHING;
    }

    /** The reply as the guardrail lets it through; a prompt that it blocks has used no model. */
    Reply ruled(Reply reply) {
        return switch (finding) {
            case NOTHING -> reply;
            case PROMPT -> blocked(reply, new BilledUsage(0, 0, 0, 0, 0));
            case ANSWER -> blocked(reply, reply.usage());
        };
    }

    private static Reply blocked(Reply reply, BilledUsage usage) {
        return new Reply(
                reply.id(),
                reply.modelId(),
                Optional.empty(),
                Words.of(BLOCKED),
                Optional.empty(),
                Reply.Stop.GUARDED,
                usage);
    }

    /** Converse's, below {@code trace}. */
    JsonNode converseTrace(Reply written) {
        ObjectNode guardrail = Json.object();
        guardrail.putObject("inputAssessment").set(ID, assessment(finding == Finding.PROMPT, promptUnits));
        if (finding != Finding.PROMPT) {
            guardrail
                    .putObject("outputAssessments")
                    .putArray(ID)
                    .add(assessment(finding == Finding.ANSWER, answerUnits(written)));
        }
        return Json.object().set("guardrail", guardrail);
    }

    /** InvokeModel's fields, beside the model's own. */
    void mark(ObjectNode answer, Reply written) {
        answer.put("amazon-bedrock-guardrailAction", intervened() ? "INTERVENED" : "NONE");
        if (!traced) {
            return;
        }
        ObjectNode guardrail = answer.putObject("amazon-bedrock-trace").putObject("guardrail");
        guardrail.putObject("input").set(ID, assessment(finding == Finding.PROMPT, promptUnits));
        if (finding != Finding.PROMPT) {
            guardrail
                    .putArray("outputs")
                    .addObject()
                    .set(ID, assessment(finding == Finding.ANSWER, answerUnits(written)));
        }
    }

    private static JsonNode assessment(boolean blocks, long units) {
        ObjectNode assessment = Json.object();
        if (blocks) {
            assessment
                    .putObject("topicPolicy")
                    .putArray("topics")
                    .addObject()
                    .put("name", "secret plans")
                    .put("type", "DENY")
                    .put("action", "BLOCKED")
                    .put("detected", true);
        }
        assessment
                .putObject("invocationMetrics")
                .put("guardrailProcessingLatency", 1)
                .putObject("usage")
                .put("topicPolicyUnits", units)
                .put("contentPolicyUnits", units)
                .put("wordPolicyUnits", 0)
                .put("sensitiveInformationPolicyUnits", units)
                .put("sensitiveInformationPolicyFreeUnits", 0)
                .put("contextualGroundingPolicyUnits", 0);
        return assessment;
    }

    private static long answerUnits(Reply written) {
        return units(written.text().length());
    }

    private static long units(List<JsonNode> looked) {
        return units(looked.stream().mapToLong(AppliedGuardrail::characters).sum());
    }

    private static long characters(JsonNode node) {
        if (node.isTextual()) {
            return node.asText().length();
        }
        long sum = 0;
        for (JsonNode inner : node) {
            sum += characters(inner);
        }
        return sum;
    }

    private static long units(long characters) {
        return (characters + UNIT - 1) / UNIT;
    }
}
