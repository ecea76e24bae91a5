package dev.portcullis.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One Cloudflare account with one zone, ready for a gateway, and the token that may do everything a stack needs. */
public final class CloudflareWorld {
    public static final String TOKEN = "token-of-the-stack";
    public static final String ACCOUNT = "a".repeat(32);
    public static final String ZONE = "b".repeat(32);

    public static final JsonMapper JSON = JsonMapper.builder().build();

    /** The groups of the token, by the names that Cloudflare gives them. */
    public final Set<String> permissions = new TreeSet<>(Set.of(
            "Cloudflare Tunnel Write",
            "Access: Apps and Policies Write",
            "Access: Service Tokens Write",
            "Access: Organizations, Identity Providers, and Groups Read",
            "Notifications Write",
            "Workers Scripts Write",
            "Workers Routes Write",
            "DNS Write",
            "Zone Read",
            "Zone WAF Write",
            "Transform Rules Write",
            "Config Rules Write",
            "Zone Settings Write",
            "Bot Management Write"));

    public final ArrayNode zones = JSON.createArrayNode();
    public final ArrayNode records = JSON.createArrayNode();
    public final ArrayNode applications = JSON.createArrayNode();
    public final ArrayNode serviceTokens = JSON.createArrayNode();
    public final ArrayNode tunnels = JSON.createArrayNode();
    public final ArrayNode certificates = JSON.createArrayNode();
    /** By phase; the zone's own entry point rulesets. */
    public final Map<String, ObjectNode> entryPoints = new TreeMap<>();

    public String tokenStatus = "active";
    public @Nullable String tokenExpires;
    /** Null while Zero Trust is off. */
    public @Nullable String authDomain = "team.cloudflareaccess.com";

    public CloudflareWorld() {
        zones.add(zone(ZONE, "example.com", ACCOUNT));
    }

    public static ObjectNode zone(String id, String name, String account) {
        ObjectNode zone = JSON.createObjectNode()
                .put("id", id)
                .put("name", name)
                .put("status", "active")
                .put("paused", false)
                .put("type", "full");
        zone.putObject("account").put("id", account).put("name", "Example");
        zone.putObject("plan").put("legacy_id", "free").put("name", "Free Website");
        return zone;
    }

    /** A reusable policy that admits one service token, as the application shows it. */
    public static ObjectNode policy(String id, String name, String token) {
        ObjectNode policy = JSON.createObjectNode()
                .put("id", id)
                .put("name", name)
                .put("decision", "non_identity")
                .put("session_duration", "1h")
                .put("reusable", true)
                .put("created_at", "2026-11-01T00:00:00Z");
        policy.putArray("include").addObject().putObject("service_token").put("token_id", token);
        return policy;
    }

    /** The policy in the first application that names it; null when none does. */
    @Nullable
    ObjectNode policy(String id) {
        for (JsonNode application : applications) {
            for (JsonNode policy : application.path("policies")) {
                if (policy.path("id").asText().equals(id)) {
                    return (ObjectNode) policy;
                }
            }
        }
        return null;
    }

    public ObjectNode zone() {
        return (ObjectNode) zones.get(0);
    }
}
