package dev.portcullis.docs;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.settings.StackKind;
import dev.portcullis.settings.value.AdminScope;
import dev.portcullis.settings.value.CloudflarePlan;
import dev.portcullis.settings.value.Geography;
import dev.portcullis.settings.value.KeyBounds;
import dev.portcullis.settings.value.LogDestination;
import dev.portcullis.settings.value.LogRetention;
import dev.portcullis.settings.value.WakeMode;
import dev.portcullis.settings.value.WebhookKind;
import dev.portcullis.settings.value.ZoneMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The form of each setting's value, as JSON Schema. {@link StackSchemaTest} asks the readers of the settings about the
 * same values.
 */
final class SettingForms {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DURATION = "([0-9]+h)?([0-9]+m)?([0-9]+s)?";
    private static final String TIME = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2})$";
    private static final String ACCESS_ID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";
    private static final String EMAIL = "^[^@\\s<>]+@[^@\\s<>]+\\.[^@\\s<>]+$";
    private static final String CLIENT = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$";

    private static final Map<String, String> PATTERNS = Map.ofEntries(
            Map.entry("hostname", "^[a-z0-9-]+(\\.[a-z0-9-]+)+\\.[a-z]{2,}$"),
            Map.entry("cloudflareAccountId", "^[0-9a-f]{32}$"),
            Map.entry("cloudflareZoneId", "^[0-9a-f]{32}$"),
            Map.entry("teamName", "^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)?$"),
            Map.entry("adminHostname", "^([a-z0-9-]+(\\.[a-z0-9-]+)+\\.[a-z]{2,})?$"),
            Map.entry("operatorIdentityProviders", ACCESS_ID),
            Map.entry("allowedCidrs", "^[0-9a-f.:]+/[0-9]{1,3}$"),
            Map.entry("corsOrigins", "^https://[a-z0-9.-]+(:[0-9]{1,5})?$"),
            Map.entry("disabledCapabilities", "^[a-z][a-z-]{0,29}$"),
            Map.entry("alertEmail", EMAIL),
            Map.entry("anomalyMonitorArn", "^(arn:aws:ce::[0-9]{12}:anomalymonitor/[0-9a-f-]{36})?$"),
            Map.entry("availabilityZone", "^[a-z0-9-]+[0-9][a-z]$"),
            Map.entry("instanceType", "^(t4g|[cmr][78]g)\\.[a-z0-9]+$"),
            Map.entry("dataVolumeSnapshotId", "^(snap-([0-9a-f]{8}|[0-9a-f]{17}))?$"),
            Map.entry("idleStopAfter", "^(off|(?=[0-9])" + DURATION + ")$"),
            Map.entry(
                    "awake",
                    "^(([A-Z][a-z]{2}(-[A-Z][a-z]{2})? [0-9:]{5}-[0-9:]{5}(, ?| )){1,7}[A-Za-z][A-Za-z0-9_/+-]*)?$"),
            Map.entry("identityStack", "^([a-z][a-z0-9]*(-[a-z0-9]+)*)?$"),
            Map.entry("gatewayStack", "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"),
            Map.entry("githubRepository", "^[A-Za-z0-9-]+(@[0-9]+)?/[A-Za-z0-9._-]+(@[0-9]+)?$"),
            Map.entry("mainBranch", "^[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$"),
            Map.entry("previewEnvironment", "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"),
            Map.entry("deployEnvironment", "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"),
            Map.entry("readonlyUsers", "^arn:aws:iam::[0-9]{12}:user/.+$"),
            Map.entry("operatorUsers", "^arn:aws:iam::[0-9]{12}:user/.+$"),
            Map.entry("deployerUsers", "^arn:aws:iam::[0-9]{12}:user/.+$"));

    /** Least and most. */
    private static final Map<String, List<Integer>> RANGES = Map.of(
            "capDayUsd", List.of(1, 100_000),
            "capMonthUsd", List.of(1, 1_000_000),
            "warnModelsDayUsd", List.of(1, 100_000),
            "warnAccountMonthUsd", List.of(1, 1_000_000),
            "breakerUsd", List.of(0, 300_000),
            "defaultMaxTokens", List.of(1, KeyBounds.LARGEST_DEFAULT_MAX_TOKENS),
            "rootVolumeGiB", List.of(8, 16_384),
            "dataVolumeGiB", List.of(8, 16_384),
            "wakesPerDay", List.of(1, 999));

    private SettingForms() {}

    /** @param type Pulumi's word for it */
    static ObjectNode of(String name, String type) {
        return switch (type) {
            case "integer" ->
                name.equals("logsRetentionDays") ? days() : integer(RANGES.getOrDefault(name, List.of(0, 0)));
            case "boolean" -> bool();
            case "array" -> array(name);
            case "object" -> object(name);
            default -> text(name);
        };
    }

    private static List<String> words(String name) {
        return switch (name) {
            case "stack" -> words(StackKind.values());
            case "cloudflarePlan" -> words(CloudflarePlan.values());
            case "zone" -> words(ZoneMode.values());
            case "logs" -> words(LogDestination.values());
            // Empty: as idleStopAfter has it.
            case "wake" ->
                Stream.concat(words(WakeMode.values()).stream(), Stream.of("")).toList();
            case "bedrockGeography" -> words(Geography.values());
            default -> List.of();
        };
    }

    private static List<String> words(Enum<?>... values) {
        return Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static ObjectNode text(String name) {
        ObjectNode form = JSON.createObjectNode().put("type", "string");
        List<String> words = words(name);
        if (words.isEmpty()) {
            form.put("pattern", PATTERNS.get(name));
        } else {
            words.forEach(form.putArray("enum")::add);
        }
        return form;
    }

    /** {@code pulumi config set} writes a number as text. */
    private static ObjectNode integer(List<Integer> range) {
        ObjectNode form = JSON.createObjectNode();
        ArrayNode either = form.putArray("anyOf");
        either.addObject().put("type", "integer").put("minimum", range.get(0)).put("maximum", range.get(1));
        either.addObject().put("type", "string").put("pattern", "^(0|[1-9][0-9]{0,8})$");
        return form;
    }

    private static ObjectNode days() {
        ObjectNode form = JSON.createObjectNode();
        ArrayNode either = form.putArray("anyOf");
        ArrayNode numbers = either.addObject().putArray("enum");
        ArrayNode texts = either.addObject().putArray("enum");
        LogRetention.DAYS.forEach(numbers::add);
        LogRetention.DAYS.stream().map(String::valueOf).forEach(texts::add);
        return form;
    }

    private static ObjectNode bool() {
        ObjectNode form = JSON.createObjectNode();
        ArrayNode either = form.putArray("anyOf");
        either.addObject().put("type", "boolean");
        either.addObject().putArray("enum").add("true").add("false");
        return form;
    }

    private static ObjectNode array(String name) {
        ObjectNode form = JSON.createObjectNode().put("type", "array").put("uniqueItems", true);
        if (name.endsWith("Users")) {
            form.put("maxItems", 10);
        }
        form.set("items", text(name));
        return form;
    }

    /** The virtual key that a client declares. */
    private static ObjectNode key() {
        ObjectNode key = JSON.createObjectNode().put("type", "object").put("minProperties", 1);
        ObjectNode fields = key.putObject("properties");
        for (String period : List.of("day", "month", "total")) {
            ArrayNode either =
                    fields.putObject(period).put("description", "US dollars").putArray("anyOf");
            either.addObject().put("type", "number").put("minimum", 0);
            either.addObject().put("type", "string").put("pattern", "^[0-9]{1,9}(\\.[0-9]{1,6})?$");
        }
        fields.set("unlimited", bool());
        for (String names : List.of("models", "capabilities")) {
            ObjectNode list = fields.putObject(names).put("type", "array").put("uniqueItems", true);
            list.put("minItems", 1).put("maxItems", 50).putObject("items").put("type", "string");
        }
        for (String count : List.of("requestsPerMinute", "tokensPerMinute", "inFlight")) {
            fields.set(count, integer(List.of(1, KeyBounds.LARGEST_COUNT)));
        }
        fields.set("defaultMaxTokens", integer(List.of(1, KeyBounds.LARGEST_DEFAULT_MAX_TOKENS)));
        fields.putObject("timeZone").put("type", "string");
        fields.putObject("expiresAt").put("type", "string").put("pattern", TIME);
        return key.put("additionalProperties", false);
    }

    private static ObjectNode object(String name) {
        return switch (name) {
            case "operators" -> operators();
            case "operatorsToken" -> operatorsToken();
            case "guardrail" -> guardrail();
            case "webhooks" -> webhooks();
            case "webhookSecrets" -> webhookSecrets();
            default -> clients();
        };
    }

    private static ObjectNode operators() {
        ObjectNode form = JSON.createObjectNode().put("type", "object").put("maxProperties", 100);
        form.putObject("propertyNames").put("pattern", CLIENT).put("maxLength", 30);
        ArrayNode either = form.putObject("additionalProperties").putArray("oneOf");
        ObjectNode person = entry(either, "email", EMAIL, true);
        person.put("description", "One person, by the address that Access knows.");
        ObjectNode domain = entry(either, "emailDomain", "^[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}$", true);
        domain.put("description", "Everyone with an address of your own domain.");
        ObjectNode group = entry(either, "group", ACCESS_ID, false);
        group.put("description", "A rule group of Access; its members need an admin key as well.");
        return form;
    }

    private static ObjectNode entry(ArrayNode either, String kind, String pattern, boolean scoped) {
        ObjectNode entry = either.addObject().put("type", "object");
        ObjectNode fields = entry.putObject("properties");
        fields.putObject(kind).put("type", "string").put("pattern", pattern);
        ArrayNode required = entry.putArray("required").add(kind);
        if (scoped) {
            words(AdminScope.values())
                    .forEach(fields.putObject("scope").put("type", "string").putArray("enum")::add);
            required.add("scope");
        }
        return entry.put("additionalProperties", false);
    }

    /** Empty, or both fields. */
    private static ObjectNode guardrail() {
        ObjectNode form = JSON.createObjectNode().put("type", "object");
        ObjectNode fields = form.putObject("properties");
        fields.putObject("id")
                .put("type", "string")
                .put("pattern", "^[a-z0-9]{1,64}$")
                .put("description", "The last part of the guardrail's ARN.");
        ArrayNode either = fields.putObject("version")
                .put("description", "The number of a version; DRAFT is refused.")
                .putArray("anyOf");
        either.addObject().put("type", "integer").put("minimum", 1).put("maximum", 99_999_999);
        either.addObject().put("type", "string").put("pattern", "^[1-9][0-9]{0,7}$");
        ArrayNode whole = form.putArray("anyOf");
        whole.addObject().put("maxProperties", 0);
        whole.addObject().putArray("required").add("id").add("version");
        return form.put("additionalProperties", false);
    }

    private static ObjectNode webhooks() {
        ObjectNode form = JSON.createObjectNode().put("type", "object").put("maxProperties", 10);
        form.putObject("propertyNames").put("pattern", CLIENT).put("maxLength", 30);
        words(WebhookKind.values())
                .forEach(form.putObject("additionalProperties")
                        .put("type", "string")
                        .putArray("enum")::add);
        return form;
    }

    private static ObjectNode webhookSecrets() {
        ObjectNode form = JSON.createObjectNode().put("type", "object").put("maxProperties", 10);
        form.putObject("propertyNames").put("pattern", CLIENT).put("maxLength", 30);
        ObjectNode entry = form.putObject("additionalProperties").put("type", "object");
        ObjectNode fields = entry.putObject("properties");
        for (String name : List.of("url", "secret")) {
            ObjectNode encrypted = fields.putObject(name).put("type", "object");
            encrypted.putObject("properties").putObject("secure").put("type", "string");
            encrypted.putArray("required").add("secure");
            encrypted.put("additionalProperties", false);
        }
        entry.putArray("required").add("url");
        entry.put("additionalProperties", false);
        return form;
    }

    private static ObjectNode operatorsToken() {
        ObjectNode token = JSON.createObjectNode().put("type", "object");
        secret(token.putObject("properties"));
        return token.put("additionalProperties", false);
    }

    private static void secret(ObjectNode fields) {
        fields.putObject("duration")
                .put("type", "string")
                .put("pattern", "^(?=[0-9])" + DURATION + "$")
                .put("description", "Life of the service token, such as 2160h.");
        fields.set("secretVersion", integer(List.of(1, 1_000)));
        fields.putObject("graceUntil")
                .put("type", "string")
                .put("pattern", TIME)
                .put("description", "Time until which the previous secret still works.");
        fields.set("emergency", bool());
    }

    private static ObjectNode clients() {
        ObjectNode form = JSON.createObjectNode().put("type", "object").put("maxProperties", 50);
        form.putObject("propertyNames").put("pattern", CLIENT).put("maxLength", 30);
        ObjectNode client = form.putObject("additionalProperties");
        client.put("type", "object");
        ObjectNode fields = client.putObject("properties");
        secret(fields);
        fields.set("key", key());
        fields.set("keyVersion", integer(List.of(1, 1_000)));
        client.putArray("required").add("duration");
        client.put("additionalProperties", false);
        return form;
    }
}
