package dev.portcullis.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The calls of Bedrock's control plane and of Service Quotas that moto lacks. Each rule has its source:
 *
 * <ul>
 *   <li>{@code GET /foundation-model-availability/modelId}: the fields and their values, the pattern of an id, and 400, 403 and
 *       404 by name: docs.aws.amazon.com/bedrock/latest/APIReference/API_GetFoundationModelAvailability.html; an inference
 *       profile is no foundation model
 *   <li>{@code GET /use-case-for-model-access}: {@code formData}, and ResourceNotFoundException before the form was sent:
 *       docs.aws.amazon.com/bedrock/latest/APIReference/API_GetUseCaseForModelAccess.html
 *   <li>{@code GET /guardrails/id?guardrailVersion=}: the fields, and 404 for an id or a version that is not there:
 *       docs.aws.amazon.com/bedrock/latest/APIReference/API_GetGuardrail.html
 *   <li>{@code ServiceQuotasV20190624.ListServiceQuotas} with {@code NextToken} and at most 100 in a page, and
 *       {@code GetServiceQuota}: docs.aws.amazon.com/servicequotas/2019-06-24/apireference
 *   <li>every call is signed for its service and region, or it is 403 MissingAuthenticationTokenException; the region is
 *       that of the signature: docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html
 * </ul>
 */
final class BedrockAccountStandIn implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ID =
            "[a-z0-9-]{1,63}[.][a-z0-9-]{1,63}([a-z0-9-]{1,63}[.]){0,2}[a-z0-9.-]{1,63}([:][a-z0-9-]{1,63}){0,2}";
    private static final String GUARDRAILS = "/guardrails/";
    private static final int PAGE = 100;

    /** By model id, what is not as it should be: {@code agreement}, {@code authorization}, {@code entitlement}, {@code region}. */
    final Map<String, Map<String, String>> flaws = new ConcurrentHashMap<>();
    /** Model ids that no region has. */
    final Set<String> unknown = ConcurrentHashMap.newKeySet();
    /** Names of Bedrock's quotas to their values. */
    final Map<String, Double> quotas = new TreeMap<>();
    /** IAM actions that the caller lacks, with the words that AWS adds. */
    final Map<String, String> denied = new ConcurrentHashMap<>();

    /** The status of the account's guardrails by id and version, as in {@code gr0abc1def2gh:3}. */
    final Map<String, String> guardrails = new ConcurrentHashMap<>(Map.of("gr0abc1def2gh:3", "READY"));

    volatile boolean formIsSent = true;
    volatile double vcpus = 32;

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final HttpServer server;

    private record Reply(int status, @Nullable String error, JsonNode body) {
        static Reply ok(JsonNode body) {
            return new Reply(200, null, body);
        }

        static Reply refused(int status, String error, String message) {
            return new Reply(status, error, JSON.createObjectNode().put("message", message));
        }
    }

    BedrockAccountStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
        for (int i = 0; i < PAGE; i++) {
            quotas.put("A. Quota of something else " + i, 0.0);
        }
        quotas.put("Cross-region model inference tokens per minute for Anthropic Claude Opus 5.5", 2_000_000.0);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] request = exchange.getRequestBody().readAllBytes();
        Reply reply =
                reply(exchange, JSON.readTree(request.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : request));
        byte[] bytes = reply.body().toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", "application/json");
        if (reply.error() != null) {
            exchange.getResponseHeaders().add("x-amzn-errortype", reply.error());
        }
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Reply reply(HttpExchange exchange, JsonNode body) {
        String signature = exchange.getRequestHeaders().getFirst("authorization");
        if (signature == null
                || !signature.matches("AWS4-HMAC-SHA256 Credential=[^/]+/\\d{8}/[a-z0-9-]+/[a-z]+/aws4_request, .*")) {
            return Reply.refused(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        String service = signature.split("/", -1)[3];
        String target = exchange.getRequestHeaders().getFirst("x-amz-target");
        if (target != null && service.equals("servicequotas")) {
            return quotas(target, body);
        }
        String path = URLDecoder.decode(exchange.getRequestURI().getRawPath(), StandardCharsets.UTF_8);
        if (!service.equals("bedrock") || !exchange.getRequestMethod().equals("GET")) {
            return Reply.refused(403, "AccessDeniedException", "wrong service or method");
        }
        if (path.equals("/use-case-for-model-access")) {
            return permitted(
                    "bedrock:GetUseCaseForModelAccess",
                    () -> formIsSent
                            ? Reply.ok(JSON.createObjectNode().put("formData", "e30="))
                            : Reply.refused(404, "ResourceNotFoundException", "No use case found"));
        }
        String models = "/foundation-model-availability/";
        if (path.startsWith(models)) {
            return permitted(
                    "bedrock:GetFoundationModelAvailability", () -> availability(path.substring(models.length())));
        }
        if (path.startsWith(GUARDRAILS)) {
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            return permitted("bedrock:GetGuardrail", () -> guardrail(path.substring(GUARDRAILS.length()), query));
        }
        return Reply.refused(404, "UnknownOperationException", path);
    }

    private interface Source {
        Reply reply();
    }

    private Reply permitted(String action, Source source) {
        return denied.containsKey(action)
                ? Reply.refused(
                        403,
                        "AccessDeniedException",
                        "User is not authorized to perform: " + action + " " + denied.get(action))
                : source.reply();
    }

    private Reply guardrail(String id, String query) {
        String version = query.replace("guardrailVersion=", "");
        String status = guardrails.get(id + ":" + version);
        if (status == null) {
            return Reply.refused(404, "ResourceNotFoundException", "The guardrail was not found");
        }
        return Reply.ok(JSON.createObjectNode()
                .put("name", "house rules")
                .put("guardrailId", id)
                .put("guardrailArn", "arn:aws:bedrock:eu-west-1:123456789012:guardrail/" + id)
                .put("version", version)
                .put("status", status)
                .put("createdAt", "2026-11-01T00:00:00Z")
                .put("updatedAt", "2026-11-01T00:00:00Z")
                .put("blockedInputMessaging", "no")
                .put("blockedOutputsMessaging", "no"));
    }

    private Reply availability(String id) {
        if (!id.matches(ID)) {
            return Reply.refused(400, "ValidationException", "The provided model identifier is invalid");
        }
        if (id.matches("(us|eu|apac|jp|au|global)\\..*") || unknown.contains(id)) {
            return Reply.refused(404, "ResourceNotFoundException", "The provided model is not found");
        }
        Map<String, String> flaw = flaws.getOrDefault(id, Map.of());
        ObjectNode told = JSON.createObjectNode()
                .put("modelId", id)
                .put("authorizationStatus", flaw.getOrDefault("authorization", "AUTHORIZED"))
                .put("entitlementAvailability", flaw.getOrDefault("entitlement", "AVAILABLE"))
                .put("regionAvailability", flaw.getOrDefault("region", "AVAILABLE"));
        told.putObject("agreementAvailability").put("status", flaw.getOrDefault("agreement", "AVAILABLE"));
        return Reply.ok(told);
    }

    private Reply quotas(String target, JsonNode body) {
        if (target.equals("ServiceQuotasV20190624.GetServiceQuota")) {
            return permitted("servicequotas:GetServiceQuota", () -> {
                boolean isKnown = body.path("ServiceCode").asText().equals("ec2")
                        && body.path("QuotaCode").asText().equals("L-1216C47A");
                return isKnown
                        ? Reply.ok(JSON.createObjectNode().set("Quota", quota("Running On-Demand Standard", vcpus)))
                        : Reply.refused(400, "NoSuchResourceException", "no such quota");
            });
        }
        if (!target.equals("ServiceQuotasV20190624.ListServiceQuotas")
                || !body.path("ServiceCode").asText().equals("bedrock")) {
            return Reply.refused(400, "NoSuchResourceException", target);
        }
        return permitted("servicequotas:ListServiceQuotas", () -> {
            int from = body.path("NextToken").asInt(0);
            ObjectNode told = JSON.createObjectNode();
            ArrayNode page = told.putArray("Quotas");
            quotas.entrySet().stream()
                    .skip(from)
                    .limit(PAGE)
                    .forEach(entry -> page.add(quota(entry.getKey(), entry.getValue())));
            if (from + PAGE < quotas.size()) {
                told.put("NextToken", String.valueOf(from + PAGE));
            }
            return Reply.ok(told);
        });
    }

    private static ObjectNode quota(String name, double value) {
        return JSON.createObjectNode()
                .put("QuotaName", name)
                .put("QuotaCode", "L-" + Integer.toHexString(name.hashCode()).toUpperCase(Locale.ROOT))
                .put("Value", value);
    }
}
