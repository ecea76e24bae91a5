package dev.portcullis.settings;

import dev.portcullis.settings.value.SecureValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A raw configuration in the two forms in which it comes; every value differs from its default. */
final class RawSample {
    private RawSample() {}

    /** Typed, as a YAML reader gives it. */
    static Map<String, Object> typed() {
        Map<String, Object> raw = new TreeMap<>();
        raw.put("aws:region", "ap-southeast-2");
        raw.put("portcullis:hostname", "llm.example.com");
        raw.put("portcullis:cloudflareAccountId", "0123456789abcdef0123456789abcdef");
        raw.put("portcullis:cloudflareZoneId", "fedcba9876543210fedcba9876543210");
        raw.put("portcullis:cloudflarePlan", "business");
        raw.put("portcullis:zone", "dedicated");
        raw.put("portcullis:teamName", "example-team");
        raw.put("portcullis:clients", clients(3, true));
        raw.put("portcullis:operators", OPERATORS);
        raw.put("portcullis:adminHostname", "ops.example.com");
        raw.put("portcullis:operatorIdentityProviders", List.of(PROVIDER));
        raw.put("portcullis:operatorsToken", Map.of("duration", "24h"));
        raw.put("portcullis:allowedCidrs", List.of("203.0.113.0/24", "2001:db8::/32"));
        raw.put("portcullis:corsOrigins", List.of("https://app.example.com", "https://b.example.com:8443"));
        raw.put("portcullis:closed", true);
        raw.put("portcullis:disabledCapabilities", List.of("videos", "images"));
        raw.put("portcullis:alertEmail", "Alerts+llm@example.com");
        raw.put("portcullis:capDayUsd", 25);
        raw.put("portcullis:capMonthUsd", 400L);
        raw.put("portcullis:warnModelsDayUsd", 20);
        raw.put("portcullis:warnAccountMonthUsd", 430);
        raw.put("portcullis:breakerUsd", 90);
        raw.put("portcullis:defaultMaxTokens", 3000);
        raw.put("portcullis:tokenExpiryMail", true);
        raw.put("portcullis:webhooks", Map.of("ops", "slack", "own", "generic"));
        raw.put("portcullis:webhookSecrets", WEBHOOK_SECRETS);
        raw.put("portcullis:anomalyMonitorArn", ARN);
        raw.put("portcullis:availabilityZone", "ap-southeast-2b");
        raw.put("portcullis:instanceType", "m7g.medium");
        raw.put("portcullis:rootVolumeGiB", 12);
        raw.put("portcullis:dataVolumeGiB", 100.0);
        raw.put("portcullis:dataVolumeSnapshotId", "snap-0123456789abcdef0");
        raw.put("portcullis:idleStopAfter", "1h30m");
        raw.put("portcullis:logs", "cloudwatch");
        raw.put("portcullis:logsRetentionDays", 90);
        raw.put("portcullis:wake", "worker");
        raw.put("portcullis:wakesPerDay", 12);
        raw.put("portcullis:awake", "Mon-Fri 08:00-18:00 Europe/Berlin");
        raw.put("portcullis:bedrockGeography", "au");
        raw.put("portcullis:guardrail", Map.of("id", "gr0abc1def2gh", "version", "3"));
        raw.put("portcullis:auditTrail", true);
        raw.put("portcullis:responseHeaders", true);
        raw.put("portcullis:browserCheckOff", true);
        raw.put("portcullis:zoneMinTls12", true);
        raw.put("portcullis:zoneAlwaysHttps", true);
        raw.put("portcullis:zoneBotFightModeOff", true);
        raw.put("portcullis:identityStack", "identity");
        return raw;
    }

    /** Text wherever it is not JSON, as the engine passes it; JSON has one kind of number and sorts its names. */
    static Map<String, Object> text() {
        Map<String, Object> raw = new TreeMap<>();
        typed().forEach((key, value) ->
                raw.put(key, value instanceof List || value instanceof Map ? value : String.valueOf(value)));
        raw.put("portcullis:dataVolumeGiB", "100");
        raw.put("portcullis:clients", new TreeMap<>(clients(3.0, "true")));
        return raw;
    }

    static final String PROVIDER = "01234567-89ab-cdef-0123-456789abcdef";

    private static final Map<String, Object> OPERATORS = Map.of(
            "jo", Map.of("email", "Jo@example.com", "scope", "all"),
            "staff", Map.of("emailDomain", "Example.com", "scope", "read"),
            "sre", Map.of("group", "fedcba98-7654-3210-fedc-ba9876543210"));

    private static final Map<String, Object> WEBHOOK_SECRETS = Map.of(
            "ops", Map.of("url", SecureValue.HIDDEN),
            "own", Map.of("url", SecureValue.HIDDEN, "secret", SecureValue.HIDDEN));

    static final String ARN = "arn:aws:ce::123456789012:anomalymonitor/01234567-89ab-cdef-0123-456789abcdef";

    private static Map<String, Object> clients(Object version, Object emergency) {
        Map<String, Object> clients = new LinkedHashMap<>();
        clients.put("laptop", Map.of("duration", "8760h"));
        clients.put(
                "ci", Map.of("duration", "720h", "secretVersion", version, "graceUntil", "2027-01-31T12:00:00+02:00"));
        clients.put("batch", Map.of("duration", "24h", "secretVersion", version, "emergency", emergency));
        return clients;
    }
}
