package dev.portcullis.settings;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every key that is read, and an example for remedies. {@code Pulumi.yaml} explains each one. */
enum Key {
    REGION("aws:region", "eu-west-1"),
    STACK("portcullis:stack", "gateway"),
    HOSTNAME("portcullis:hostname", "llm.example.com"),
    CLOUDFLARE_ACCOUNT_ID("portcullis:cloudflareAccountId", "<account id>"),
    CLOUDFLARE_ZONE_ID("portcullis:cloudflareZoneId", "<zone id>"),
    CLOUDFLARE_PLAN("portcullis:cloudflarePlan", "free"),
    ZONE("portcullis:zone", "dedicated"),
    TEAM_NAME("portcullis:teamName", "<team>"),
    CLIENTS("portcullis:clients", "8760h"),
    OPERATORS("portcullis:operators", "ops@example.com"),
    ADMIN_HOSTNAME("portcullis:adminHostname", "llm-admin.example.com"),
    OPERATOR_IDENTITY_PROVIDERS("portcullis:operatorIdentityProviders", "<id of the login method>"),
    OPERATORS_TOKEN("portcullis:operatorsToken", "2160h"),
    ALLOWED_CIDRS("portcullis:allowedCidrs", "203.0.113.0/24"),
    CORS_ORIGINS("portcullis:corsOrigins", "https://app.example.com"),
    CLOSED("portcullis:closed", "true"),
    DISABLED_CAPABILITIES("portcullis:disabledCapabilities", "images"),
    ALERT_EMAIL("portcullis:alertEmail", "alerts@example.com"),
    CAP_DAY_USD("portcullis:capDayUsd", "10"),
    CAP_MONTH_USD("portcullis:capMonthUsd", "50"),
    WARN_MODELS_DAY_USD("portcullis:warnModelsDayUsd", "10"),
    WARN_ACCOUNT_MONTH_USD("portcullis:warnAccountMonthUsd", "75"),
    BREAKER_USD("portcullis:breakerUsd", "30"),
    DEFAULT_MAX_TOKENS("portcullis:defaultMaxTokens", "8192"),
    TOKEN_EXPIRY_MAIL("portcullis:tokenExpiryMail", "true"),
    WEBHOOKS("portcullis:webhooks", "slack"),
    WEBHOOK_SECRETS("portcullis:webhookSecrets", ""),
    ANOMALY_MONITOR_ARN("portcullis:anomalyMonitorArn", "<ARN>"),
    AVAILABILITY_ZONE("portcullis:availabilityZone", "eu-west-1a"),
    INSTANCE_TYPE("portcullis:instanceType", "t4g.small"),
    ROOT_VOLUME_GIB("portcullis:rootVolumeGiB", "10"),
    DATA_VOLUME_GIB("portcullis:dataVolumeGiB", "8"),
    DATA_VOLUME_SNAPSHOT_ID("portcullis:dataVolumeSnapshotId", "snap-0123456789abcdef0"),
    IDLE_STOP_AFTER("portcullis:idleStopAfter", "30m"),
    LOGS("portcullis:logs", "cloudwatch"),
    LOGS_RETENTION_DAYS("portcullis:logsRetentionDays", "30"),
    WAKE("portcullis:wake", "worker"),
    WAKES_PER_DAY("portcullis:wakesPerDay", "40"),
    AWAKE("portcullis:awake", "'Mon-Fri 08:00-18:00 Europe/Berlin'"),
    BEDROCK_GEOGRAPHY("portcullis:bedrockGeography", "eu"),
    GUARDRAIL("portcullis:guardrail", "<guardrail id>"),
    AUDIT_TRAIL("portcullis:auditTrail", "false"),
    RESPONSE_HEADERS("portcullis:responseHeaders", "false"),
    BROWSER_CHECK_OFF("portcullis:browserCheckOff", "true"),
    ZONE_MIN_TLS_12("portcullis:zoneMinTls12", "false"),
    ZONE_ALWAYS_HTTPS("portcullis:zoneAlwaysHttps", "false"),
    ZONE_BOT_FIGHT_MODE_OFF("portcullis:zoneBotFightModeOff", "false"),
    IDENTITY_STACK("portcullis:identityStack", "identity"),
    GATEWAY_STACK("portcullis:gatewayStack", "prod"),
    GITHUB_REPOSITORY("portcullis:githubRepository", "<owner>@<owner id>/<name>@<repository id>"),
    MAIN_BRANCH("portcullis:mainBranch", "main"),
    PREVIEW_ENVIRONMENT("portcullis:previewEnvironment", "preview"),
    DEPLOY_ENVIRONMENT("portcullis:deployEnvironment", "production"),
    GITHUB_PROVIDER_EXISTS("portcullis:githubProviderExists", "false"),
    READONLY_USERS("portcullis:readonlyUsers", "arn:aws:iam::<account>:user/<name>"),
    OPERATOR_USERS("portcullis:operatorUsers", "arn:aws:iam::<account>:user/<name>"),
    DEPLOYER_USERS("portcullis:deployerUsers", "arn:aws:iam::<account>:user/<name>");

    static final String NAMESPACE = "portcullis:";

    private final String full;
    private final String example;

    Key(String full, String example) {
        this.full = full;
        this.example = example;
    }

    String full() {
        return full;
    }

    String example() {
        return example;
    }

    /** Whether its values are secrets, which its reader holds against their forms unseen. */
    boolean isSecret() {
        return this == WEBHOOK_SECRETS;
    }

    static Set<String> names() {
        return Arrays.stream(values())
                .map(Key::full)
                .filter(key -> key.startsWith(NAMESPACE))
                .map(key -> key.substring(NAMESPACE.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
