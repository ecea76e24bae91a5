package dev.portcullis.engine.provider;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Cloudflare's API with its contents. It refuses some requests that the provider lets pass: a second record of a name,
 * a second ruleset of a phase, a second application of a domain, the removal of a thing that another one names.
 */
public final class CloudflareAccount implements Account {
    private static final String RULESET = "Ruleset";
    /** The provider only forgets them, and they stay as they are. */
    private static final List<String> FORGOTTEN =
            List.of("ZoneSetting", "BotManagement", "ZeroTrustTunnelCloudflaredConfig");

    private static final Instant NOW = Instant.parse("2026-11-27T00:00:00Z");

    private final Map<String, Map<String, Object>> things = new LinkedHashMap<>();
    private final Map<String, String> tunnelTokens = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();

    @Override
    public synchronized Map<String, Object> create(String type, Map<String, Object> planned) {
        String kind = kind(type);
        refuseSecond(kind, planned);
        refuseMissingScript(kind, planned);
        String id = id(kind, planned);
        Map<String, Object> made = answered(kind, id, planned);
        things.put(key(type, id), made);
        return made;
    }

    @Override
    public synchronized Map<String, Object> update(
            String type, String id, Map<String, Object> before, Map<String, Object> planned) {
        Map<String, Object> held = things.get(key(type, id));
        if (held == null) {
            throw new RefusedByService("404: there is no " + kind(type) + " " + id);
        }
        Map<String, Object> made = answered(kind(type), id, planned);
        things.put(key(type, id), made);
        return made;
    }

    @Override
    public synchronized Optional<Map<String, Object>> read(String type, String id, Map<String, Object> before) {
        return Optional.ofNullable(things.get(key(type, id))).map(held -> Rewriting.answered(kind(type), held));
    }

    @Override
    public synchronized void delete(String type, String id, Map<String, Object> state) {
        if (FORGOTTEN.contains(kind(type))) {
            return;
        }
        boolean named = things.entrySet().stream()
                .filter(other -> !other.getKey().equals(key(type, id)))
                .anyMatch(other -> other.getValue().toString().contains(id));
        if (named && (kind(type).equals("ZeroTrustAccessPolicy") || kind(type).equals("ZeroTrustAccessServiceToken"))) {
            throw new RefusedByService("409: " + kind(type) + " " + id + " is in use");
        }
        things.remove(key(type, id));
    }

    @Override
    public synchronized Map<String, Object> invoke(String function, Map<String, Object> arguments) {
        return switch (function) {
            case "cloudflare:index/getBotManagement:getBotManagement" -> Map.of("isRobotsTxtManaged", true);
            case "cloudflare:index/getZeroTrustOrganization:getZeroTrustOrganization" ->
                Map.of("authDomain", "your-team.cloudflareaccess.com");
            case "cloudflare:index/getZeroTrustTunnelCloudflaredToken:getZeroTrustTunnelCloudflaredToken" ->
                Map.of("token", tunnelToken(String.valueOf(arguments.get("tunnelId"))));
            default -> throw new RefusedByService("unknown function " + function);
        };
    }

    private String tunnelToken(String tunnelId) {
        if (!things.containsKey("ZeroTrustTunnelCloudflared " + tunnelId)) {
            throw new RefusedByService("404: there is no tunnel " + tunnelId);
        }
        return tunnelTokens.computeIfAbsent(tunnelId, none -> "eyJhIjoi" + hex(40));
    }

    /** A setting of the zone, whether or not a stack still declares it. */
    public synchronized Optional<Object> setting(String settingId) {
        return Optional.ofNullable(things.get("ZoneSetting " + settingId)).map(setting -> setting.get("value"));
    }

    private void refuseSecond(String kind, Map<String, Object> planned) {
        List<String> unique = switch (kind) {
            case RULESET -> List.of("zoneId", "phase");
            case "DnsRecord" -> List.of("zoneId", "name");
            case "ZeroTrustAccessApplication" -> List.of("domain");
            case "ZeroTrustTunnelCloudflared" -> List.of("name");
            // Workers documentation, "Routes": a pattern of a zone stands for one Worker.
            case "WorkersRoute" -> List.of("zoneId", "pattern");
            default -> List.of();
        };
        boolean exists = !unique.isEmpty()
                && things.entrySet().stream()
                        .filter(thing -> thing.getKey().startsWith(kind + " "))
                        .anyMatch(thing -> unique.stream()
                                .allMatch(property ->
                                        Objects.equals(thing.getValue().get(property), planned.get(property))));
        if (exists) {
            throw new RefusedByService("409: there is a " + kind + " of this " + String.join(" and ", unique));
        }
    }

    /** As the API does: error 10007, "This Worker does not exist on your account". */
    private void refuseMissingScript(String kind, Map<String, Object> planned) {
        String property = kind.equals("WorkersRoute") ? "script" : "scriptName";
        boolean names = kind.equals("WorkersRoute") || kind.equals("WorkersScriptSubdomain");
        if (names && !things.containsKey("WorkersScript " + planned.get(property))) {
            throw new RefusedByService("404: there is no Worker " + planned.get(property));
        }
    }

    private Map<String, Object> answered(String kind, String id, Map<String, Object> planned) {
        Map<String, Object> made = new LinkedHashMap<>();
        planned.forEach(
                (property, value) -> (PropertyValues.isUnknown(value) ? told(kind, property) : Optional.of(value))
                        .ifPresent(known -> made.put(property, known)));
        made.put("id", id);
        return made;
    }

    /** The service's own values, which no program can know before it is asked. */
    private Optional<Object> told(String kind, String property) {
        return switch (property) {
            case "clientId" -> Optional.of(hex(32) + ".access");
            case "clientSecret" -> Optional.of(hex(64));
            case "aud" -> Optional.of(hex(64));
            case "expiresAt" -> Optional.of(NOW.plus(Duration.ofDays(365)).toString());
            case "version" -> Optional.of(kind.equals(RULESET) ? "1" : 1.0);
            default -> Optional.empty();
        };
    }

    private String id(String kind, Map<String, Object> planned) {
        return switch (kind) {
            case "ZoneSetting" -> text(planned, "settingId");
            case "BotManagement" -> text(planned, "zoneId");
            case "ZeroTrustTunnelCloudflaredConfig" -> text(planned, "tunnelId");
            case "WorkersScript", "WorkersScriptSubdomain" -> text(planned, "scriptName");
            case "DnsRecord", RULESET, "NotificationPolicy", "WorkersRoute" -> hex(32);
            default -> UUID.randomUUID().toString();
        };
    }

    private static String text(Map<String, Object> planned, String property) {
        return (String) Objects.requireNonNull(planned.get(property));
    }

    private String hex(int digits) {
        byte[] bytes = new byte[digits / 2];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String kind(String type) {
        return type.substring(type.lastIndexOf(':') + 1);
    }

    private static String key(String type, String id) {
        return kind(type) + " " + id;
    }
}
