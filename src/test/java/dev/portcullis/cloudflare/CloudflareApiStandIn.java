package dev.portcullis.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Cloudflare's API v4 over one {@link CloudflareWorld}. Each rule has its source:
 *
 * <ul>
 *   <li>the envelope {@code success, errors, messages, result, result_info}:
 *       developers.cloudflare.com/fundamentals/api/how-to/make-api-calls
 *   <li>{@code 400}, 6003 with 6111 in {@code error_chain} for an Authorization header of another form:
 *       github.com/cloudflare/cloudflare-go/issues/643
 *   <li>{@code GET /user/tokens/verify}: {@code id, status (active, disabled, expired), expires_on, not_before}:
 *       developers.cloudflare.com/api/resources/user/subresources/tokens/methods/verify; an unknown token is 401 with 1000,
 *       and 403 with 9109 "Invalid access token" everywhere else, as reports of it agree
 *   <li>403 with 10000 "Authentication error" for a permission that the token lacks:
 *       github.com/cloudflare/terraform-provider-cloudflare/issues/1533
 *   <li>403 with 9109 "Unauthorized to access requested resource" for an account or a zone out of the token's reach, and for
 *       a zone's settings without their permission, as reports of it agree
 *   <li>404 with 7003 for an identifier that is not 32 hexadecimal digits, 7000 for a path that nobody serves
 *   <li>{@code GET /zones}: {@code page} from 1, {@code per_page} 5 to 50:
 *       developers.cloudflare.com/api/resources/zones/methods/list
 *   <li>404 with 10003 for a phase without an entry point ruleset: developers.cloudflare.com/ruleset-engine/rulesets-api/view
 *   <li>{@code GET} and {@code PUT access/policies/{id}}: {@code name}, {@code decision} and {@code include} are required,
 *       and the fields that Cloudflare sets itself are no part of the body; a policy shows in each application that names
 *       it: developers.cloudflare.com/api/resources/zero_trust/subresources/access/subresources/policies;
 *       the numbers of its two refusals are this stand-in's own
 *   <li>{@code access/organizations} while Zero Trust is off: 9999 "access.api.error.not_enabled", as reports of it agree
 * </ul>
 */
public final class CloudflareApiStandIn implements AutoCloseable {
    public final CloudflareWorld world = new CloudflareWorld();
    /** Method, path and query of each call, in the order of arrival. */
    public final List<String> calls = new CopyOnWriteArrayList<>();

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final HttpServer server;

    /** @param code 0 for a success */
    private record Reply(
            int status,
            int code,
            String message,
            JsonNode result,
            @Nullable ObjectNode info) {
        static Reply ok(JsonNode result) {
            return new Reply(200, 0, "", result, null);
        }

        static Reply refused(int status, int code, String message) {
            return new Reply(status, code, message, NullNode.getInstance(), null);
        }
    }

    public CloudflareApiStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        calls.add(exchange.getRequestMethod() + " " + uri);
        Reply reply;
        try {
            reply = reply(exchange, uri);
        } catch (RuntimeException e) {
            reply = Reply.refused(500, 1, "stand-in: " + e);
        }
        byte[] body = envelope(reply).toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", "application/json");
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static ObjectNode envelope(Reply reply) {
        ObjectNode envelope = CloudflareWorld.JSON.createObjectNode();
        envelope.put("success", reply.code() == 0);
        ArrayNode errors = envelope.putArray("errors");
        if (reply.code() != 0) {
            ObjectNode error = errors.addObject().put("code", reply.code()).put("message", reply.message());
            if (reply.code() == 6003) {
                error.putArray("error_chain")
                        .addObject()
                        .put("code", 6111)
                        .put("message", "Invalid format for Authorization header");
            }
        }
        envelope.putArray("messages");
        envelope.set("result", reply.result());
        if (reply.info() != null) {
            envelope.set("result_info", reply.info());
        }
        return envelope;
    }

    private Reply reply(HttpExchange exchange, URI uri) {
        String authorization = exchange.getRequestHeaders().getFirst("authorization");
        if (authorization == null || !authorization.matches("Bearer [A-Za-z0-9_-]+")) {
            return Reply.refused(400, 6003, "Invalid request headers");
        }
        boolean isVerify = uri.getPath().equals("/user/tokens/verify");
        if (!authorization.equals("Bearer " + CloudflareWorld.TOKEN)) {
            return isVerify
                    ? Reply.refused(401, 1000, "Invalid API Token")
                    : Reply.refused(403, 9109, "Invalid access token");
        }
        boolean isPolicy = uri.getPath().matches("/accounts/[0-9a-f]{32}/access/policies/[0-9a-f-]{36}");
        if (isPolicy && !uri.getPath().startsWith("/accounts/" + CloudflareWorld.ACCOUNT)) {
            return unauthorized();
        }
        if (isPolicy) {
            return policy(exchange, uri.getPath().replaceFirst(".*/", ""));
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return Reply.refused(405, 10_405, "Method not allowed for this authentication scheme");
        }
        if (isVerify) {
            ObjectNode token = CloudflareWorld.JSON
                    .createObjectNode()
                    .put("id", "c".repeat(32))
                    .put("status", world.tokenStatus);
            return Reply.ok(world.tokenExpires == null ? token : token.put("expires_on", world.tokenExpires));
        }
        if (!world.tokenStatus.equals("active")) {
            return Reply.refused(403, 9109, "Invalid access token");
        }
        return route(uri.getPath(), query(uri));
    }

    private Reply route(String path, Map<String, String> query) {
        if (path.equals("/zones")) {
            return zones(query);
        }
        String[] parts = path.split("/", 4);
        if (parts.length < 3 || !(parts[1].equals("zones") || parts[1].equals("accounts"))) {
            return Reply.refused(404, 7000, "No route for that URI");
        }
        if (!parts[2].matches("[0-9a-f]{32}")) {
            return Reply.refused(
                    404, 7003, "Could not route to " + path + ", perhaps your object identifier is invalid?");
        }
        String rest = parts.length > 3 ? parts[3] : "";
        return parts[1].equals("zones") ? zone(parts[2], rest, query) : account(parts[2], rest, query);
    }

    /** A list holds the zones that the token can see, and nothing of the others. */
    private Reply zones(Map<String, String> query) {
        int page = Integer.parseInt(query.getOrDefault("page", "1"));
        int size = Integer.parseInt(query.getOrDefault("per_page", "20"));
        if (page < 1 || size < 5 || size > 50) {
            return Reply.refused(400, 1004, "page or per_page is out of bounds");
        }
        List<JsonNode> seen = stream(world.zones)
                .filter(zone -> world.permissions.contains("Zone Read"))
                .filter(zone ->
                        !query.containsKey("name") || zone.path("name").asText().equals(query.get("name")))
                .toList();
        ArrayNode result = CloudflareWorld.JSON.createArrayNode();
        seen.stream().skip((long) (page - 1) * size).limit(size).forEach(result::add);
        return list(result, page, size, seen.size());
    }

    private static Reply list(ArrayNode result, int page, int size, int total) {
        return new Reply(
                200,
                0,
                "",
                result,
                CloudflareWorld.JSON
                        .createObjectNode()
                        .put("page", page)
                        .put("per_page", size)
                        .put("count", result.size())
                        .put("total_count", total)
                        .put("total_pages", (total + size - 1) / size));
    }

    private Reply zone(String id, String rest, Map<String, String> query) {
        JsonNode zone = stream(world.zones)
                .filter(each -> each.path("id").asText().equals(id))
                .findFirst()
                .orElse(null);
        if (zone == null) {
            return unauthorized();
        }
        if (rest.isEmpty()) {
            // Any permission on a zone lets the token read what the zone is.
            return Reply.ok(zone);
        }
        if (rest.startsWith("rulesets/phases/") && rest.endsWith("/entrypoint")) {
            return entryPoint(rest.substring("rulesets/phases/".length(), rest.length() - "/entrypoint".length()));
        }
        return switch (rest) {
            case "workers/routes" ->
                permitted("Workers Routes", () -> Reply.ok(CloudflareWorld.JSON.createArrayNode()));
            case "dns_records" -> permitted("DNS", () -> listed(world.records, "name", query));
            case "settings/min_tls_version" ->
                world.permissions.contains("Zone Settings Write")
                        ? Reply.ok(object("id", "min_tls_version").put("value", "1.0"))
                        : unauthorized();
            case "bot_management" -> permitted("Bot Management", () -> Reply.ok(object("fight_mode", "false")));
            case "ssl/certificate_packs" ->
                permitted("SSL and Certificates", () -> listed(world.certificates, "none", query));
            default -> Reply.refused(404, 7000, "No route for that URI");
        };
    }

    private Reply entryPoint(String phase) {
        String group = switch (phase) {
            case "http_request_firewall_custom", "http_ratelimit" -> "Zone WAF";
            case "http_response_headers_transform" -> "Transform Rules";
            case "http_config_settings" -> "Config Rules";
            default -> "";
        };
        if (group.isEmpty()) {
            return Reply.refused(400, 10_001, "invalid phase");
        }
        return permitted(
                group,
                () -> world.entryPoints.containsKey(phase)
                        ? Reply.ok(world.entryPoints.get(phase))
                        : Reply.refused(404, 10_003, "could not find entrypoint ruleset in the " + phase + " phase"));
    }

    private Reply account(String id, String rest, Map<String, String> query) {
        if (!id.equals(CloudflareWorld.ACCOUNT)) {
            return unauthorized();
        }
        return switch (rest) {
            case "access/organizations" ->
                permitted(
                        "Access: Organizations, Identity Providers, and Groups",
                        () -> world.authDomain == null
                                ? Reply.refused(403, 9999, "access.api.error.not_enabled: Access is not enabled")
                                : Reply.ok(
                                        object("auth_domain", world.authDomain).put("name", "Team")));
            case "access/apps" ->
                permitted("Access: Apps and Policies", () -> listed(world.applications, "domain", query));
            case "access/service_tokens" ->
                permitted("Access: Service Tokens", () -> listed(world.serviceTokens, "name", query));
            case "workers/scripts" ->
                permitted("Workers Scripts", () -> Reply.ok(CloudflareWorld.JSON.createArrayNode()));
            case "cfd_tunnel" -> permitted("Cloudflare Tunnel", () -> listed(world.tunnels, "name", query));
            case "alerting/v3/policies" ->
                permitted("Notifications", () -> Reply.ok(CloudflareWorld.JSON.createArrayNode()));
            default -> Reply.refused(404, 7000, "No route for that URI");
        };
    }

    private Reply policy(HttpExchange exchange, String id) {
        boolean writes = exchange.getRequestMethod().equals("PUT");
        String group = "Access: Apps and Policies ";
        if (!world.permissions.contains(group + "Write") && (writes || !world.permissions.contains(group + "Read"))) {
            return Reply.refused(403, 10_000, "Authentication error");
        }
        ObjectNode policy = world.policy(id);
        if (policy == null) {
            return Reply.refused(404, 11_021, "access.api.error.not_found: policy not found");
        }
        if (writes) {
            ObjectNode body;
            try {
                body = (ObjectNode) CloudflareWorld.JSON.readTree(exchange.getRequestBody());
            } catch (IOException e) {
                return Reply.refused(400, 12_130, "access.api.error.invalid_request: the body is no JSON");
            }
            List<String> decisions = List.of("allow", "deny", "non_identity", "bypass");
            if (!decisions.contains(body.path("decision").asText())
                    || body.path("name").asText().isEmpty()
                    || body.path("include").isEmpty()
                    || body.has("created_at")
                    || body.has("id")) {
                return Reply.refused(400, 12_130, "access.api.error.invalid_request");
            }
            body.properties().forEach(field -> policy.set(field.getKey(), field.getValue()));
        }
        return Reply.ok(policy);
    }

    private interface Source {
        Reply reply();
    }

    private Reply permitted(String group, Source source) {
        return world.permissions.contains(group + " Write") || world.permissions.contains(group + " Read")
                ? source.reply()
                : Reply.refused(403, 10_000, "Authentication error");
    }

    private static Reply unauthorized() {
        return Reply.refused(403, 9109, "Unauthorized to access requested resource");
    }

    private static Reply listed(ArrayNode all, String filter, Map<String, String> query) {
        int size = Integer.parseInt(query.getOrDefault("per_page", "20"));
        int page = Integer.parseInt(query.getOrDefault("page", "1"));
        List<JsonNode> found = stream(all)
                .filter(each ->
                        !query.containsKey(filter) || each.path(filter).asText().equals(query.get(filter)))
                .toList();
        ArrayNode result = CloudflareWorld.JSON.createArrayNode();
        found.stream().skip((long) (page - 1) * size).limit(size).forEach(result::add);
        return list(result, page, size, found.size());
    }

    private static Stream<JsonNode> stream(ArrayNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static ObjectNode object(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new TreeMap<>();
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&", -1)) {
                String[] parts = pair.split("=", 2);
                query.put(parts[0], URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
            }
        }
        return query;
    }
}
