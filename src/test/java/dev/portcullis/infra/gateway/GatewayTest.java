package dev.portcullis.infra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.infra.Stacks;
import dev.portcullis.release.DesiredDocument;
import dev.portcullis.settings.value.SecureValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The gateway as it is declared once every output is known. */
final class GatewayTest {
    private static final Map<String, Map<String, Object>> INPUTS = Stacks.declare(Map.of());

    @Test
    void desired_says_all_that_is_known_only_after_up_and_no_secret() {
        JsonObject desired = JsonParser.parseString((String) input("parameters-desired", "value"))
                .getAsJsonObject();

        assertThat(desired.get("audience").getAsString()).isEqualTo("0a1b");
        assertThat(desired.get("issuer").getAsString()).isEqualTo("https://example.cloudflareaccess.com");
        assertThat(desired.get("bundleBucket").getAsString())
                .isEqualTo("portcullis-dev-bundles-123456789012-eu-west-1");
        assertThat(desired.get("backupBucket").getAsString())
                .isEqualTo("portcullis-dev-backups-123456789012-eu-west-1");
        assertThat(desired.get("modelRole").getAsString())
                .isEqualTo("arn:aws:iam::123456789012:role/portcullis-dev-model");
        assertThat(desired.getAsJsonObject("secretVersions").toString())
                .isEqualTo(
                        "{\"admin-key\":3,\"client-key-laptop\":3,\"database-password\":3,\"key-pepper\":3,\"litellm-key\":3,"
                                + "\"tunnel-token\":3}");
        assertThat(desired.toString()).doesNotContain("generated").doesNotContain("a-run-token");
    }

    @Test
    void the_journal_goes_to_the_host_s_group_only_where_the_stack_says_so() throws JsonProcessingException {
        Map<String, Map<String, Object>> inputs =
                Stacks.declare(Map.of("portcullis:logs", "cloudwatch", "portcullis:logsRetentionDays", "90"));
        String desired = String.valueOf(
                Objects.requireNonNull(inputs.get("parameters-desired")).get("value"));
        String rights = String.valueOf(
                Objects.requireNonNull(inputs.get("host-instance-rights")).get("policy"));

        assertThat(JsonParser.parseString(desired).getAsJsonObject().get("logs").toString())
                .isEqualTo("{\"group\":\"/portcullis/dev/host\","
                        + "\"role\":\"arn:aws:iam::123456789012:role/portcullis-dev-logs\"}");
        assertThat(DesiredDocument.problems(desired)).isEmpty();
        assertThat(Objects.requireNonNull(inputs.get("host-logs")))
                .containsEntry("name", "/portcullis/dev/host")
                .containsEntry("retentionInDays", 90.0);
        assertThat(rights).contains("role/portcullis-dev-logs");
        assertThat((String) input("parameters-desired", "value")).doesNotContain("logs");
        assertThat((String) input("host-instance-rights", "policy")).doesNotContain("portcullis-dev-logs");
        assertThat(INPUTS).doesNotContainKeys("host-logs", "host-logs-role", "host-logs-rights");
    }

    @Test
    void the_desired_state_is_what_its_schema_describes() throws JsonProcessingException {
        assertThat(DesiredDocument.problems((String) input("parameters-desired", "value")))
                .isEmpty();
    }

    @Test
    void the_operators_audience_and_token_are_in_the_desired_state_only_with_operators()
            throws JsonProcessingException {
        Map<String, Map<String, Object>> inputs = Stacks.declare(
                Map.of("portcullis:operators", Map.of("jo", Map.of("email", "jo@example.com", "scope", "all"))));
        String desired = String.valueOf(
                Objects.requireNonNull(inputs.get("parameters-desired")).get("value"));

        assertThat(JsonParser.parseString(desired)
                        .getAsJsonObject()
                        .get("operators")
                        .toString())
                .isEqualTo("{\"audience\":\"0a1b\",\"token\":\"id.access\"}");
        assertThat(DesiredDocument.problems(desired)).isEmpty();
        assertThat((String) input("parameters-desired", "value")).doesNotContain("operators");
    }

    @Test
    void desired_names_the_bundle_that_is_uploaded() {
        String sha256 = JsonParser.parseString((String) input("parameters-desired", "value"))
                .getAsJsonObject()
                .getAsJsonObject("bundle")
                .get("sha256")
                .getAsString();

        assertThat(input("storage-bundle", "key")).isEqualTo("bundles/" + sha256 + ".tar.gz");
    }

    @Test
    void a_declared_key_lies_in_its_own_parameter_and_its_version_draws_another_secret() {
        assertThat(input("parameters-client-key-laptop", "value")).isEqualTo("pk-generated-generated");
        assertThat(input("parameters-client-key-laptop", "type")).isEqualTo("SecureString");
        assertThat(input("parameters-client-key-laptop-value", "keepers")).isEqualTo(Map.of("version", "1"));
        assertThat(INPUTS).doesNotContainKey("parameters-client-key-ci");
    }

    @Test
    void a_webhook_lies_in_its_own_parameter_and_the_host_is_told_of_its_version() throws JsonProcessingException {
        Map<String, Map<String, Object>> inputs = Stacks.declare(Map.of(
                "portcullis:webhooks", Map.of("ops", "slack"),
                "portcullis:webhookSecrets", Map.of("ops", Map.of("url", SecureValue.HIDDEN))));

        assertThat(inputs.get("parameters-webhook-ops"))
                .containsEntry("type", "SecureString")
                .containsEntry("name", "/portcullis/dev/webhook-ops");
        String desired = String.valueOf(
                inputs.getOrDefault("parameters-desired", Map.of()).get("value"));
        assertThat(desired).contains("\"webhook-ops\":3");
        assertThat(DesiredDocument.problems(desired)).isEmpty();
    }

    @Test
    void the_credential_of_a_webhook_is_what_the_gate_reads() {
        String secrets = "{\"own\":{\"secret\":\"s\",\"url\":\"https://a.example.com\"},\"ops\":{\"url\":\"u\"}}";

        assertThat(new String(
                        Base64.getUrlDecoder().decode(WebhookCredentials.credential(secrets, "own")),
                        StandardCharsets.UTF_8))
                .isEqualTo("{\"url\":\"https://a.example.com\",\"secret\":\"s\"}");
    }

    @Test
    void the_tunnel_token_lies_in_its_own_parameter() {
        assertThat(input("parameters-tunnel-token", "value")).isEqualTo("a-run-token");
        assertThat(input("parameters-tunnel-token", "type")).isEqualTo("SecureString");
    }

    @Test
    void the_tunnel_sends_one_host_name_to_the_gate_and_demands_the_audience() {
        Map<?, ?> config = (Map<?, ?>) input("edge-tunnel-config", "config");

        assertThat((List<?>) config.get("ingresses"))
                .isEqualTo(List.of(
                        Map.of(
                                "hostname",
                                "llm.example.com",
                                "service",
                                "http://127.0.0.1:8080",
                                "originRequest",
                                Map.of(
                                        "access",
                                        Map.of("required", true, "teamName", "example", "audTags", List.of("0a1b")))),
                        Map.of("service", "http_status:404")));
    }

    @Test
    void dns_points_to_the_tunnel() {
        assertThat(input("edge-dns", "content")).isEqualTo("edge-tunnel-id.cfargotunnel.com");
        assertThat(input("edge-dns", "proxied")).isEqualTo(true);
    }

    @Test
    void the_policy_names_the_tokens_of_the_settings() {
        assertThat(input("edge-policy", "includes"))
                .isEqualTo(List.of(
                        Map.of("serviceToken", Map.of("tokenId", "edge-token-ci-id")),
                        Map.of("serviceToken", Map.of("tokenId", "edge-token-laptop-id"))));
    }

    @Test
    void a_closed_gateway_denies_the_same_tokens() {
        Map<String, Object> policy =
                Stacks.declare(Map.of("portcullis:closed", "true")).get("edge-policy");

        assertThat(input("edge-policy", "decision")).isEqualTo("non_identity");
        assertThat(policy)
                .containsEntry("decision", "deny")
                .containsEntry("includes", input("edge-policy", "includes"));
    }

    @Test
    void a_mail_tells_of_a_token_that_will_expire_where_it_is_asked_for() {
        Map<String, Object> mail =
                Stacks.declare(Map.of("portcullis:tokenExpiryMail", "true")).get("edge-token-expiry");

        assertThat(INPUTS).doesNotContainKey("edge-token-expiry");
        assertThat(mail).containsEntry("alertType", "expiring_service_token_alert");
        assertThat(mail).containsEntry("mechanisms", Map.of("emails", List.of(Map.of("id", "alerts@example.com"))));
    }

    @Test
    void a_rotated_secret_keeps_the_one_before_it_until_the_grace_ends() {
        Map<String, Map<String, Object>> inputs = Stacks.declare(Map.of(
                "portcullis:clients",
                Map.of("ci", Map.of("duration", "8760h", "secretVersion", "2", "graceUntil", "2026-12-01T00:00:00Z"))));

        assertThat(inputs.get("edge-token-ci"))
                .containsEntry("clientSecretVersion", 2.0)
                .containsEntry("previousClientSecretExpiresAt", "2026-12-01T00:00:00Z");
    }

    /** The provider takes the two together or neither. */
    @Test
    void a_secret_that_was_never_rotated_has_neither_a_version_nor_an_end_of_the_one_before() {
        assertThat(Objects.requireNonNull(INPUTS.get("edge-token-ci")).keySet())
                .containsExactlyInAnyOrder("accountId", "name", "duration");
    }

    @Test
    void an_emergency_ends_the_secret_before_at_a_time_that_has_passed() {
        Map<String, Map<String, Object>> inputs = Stacks.declare(Map.of(
                "portcullis:clients",
                Map.of("ci", Map.of("duration", "8760h", "secretVersion", "2", "emergency", "true"))));

        assertThat(inputs.get("edge-token-ci"))
                .containsEntry("clientSecretVersion", 2.0)
                .containsEntry("previousClientSecretExpiresAt", "2000-01-01T00:00:00Z");
    }

    @Test
    void turning_bot_fight_mode_off_leaves_the_zones_robots_txt_as_it_is() {
        Map<String, Map<String, Object>> inputs = Stacks.declare(Map.of("portcullis:zoneBotFightModeOff", "true"));

        assertThat(inputs.get("edge-bots")).containsEntry("fightMode", false).containsEntry("isRobotsTxtManaged", true);
    }

    @Test
    void the_instance_boots_with_names_and_no_value() {
        assertThat((String) input("host-instance", "userData"))
                .contains("PORTCULLIS_DESIRED=/portcullis/dev/desired\n", "PORTCULLIS_VOLUME=host-data-volume-id\n")
                .doesNotContain("a-run-token")
                .doesNotContain("0a1b");
    }

    @Test
    void a_burstable_host_never_runs_up_a_surcharge() {
        assertThat(input("host-instance", "creditSpecification")).isEqualTo(Map.of("cpuCredits", "standard"));
        assertThat(Stacks.declare(Map.of("portcullis:instanceType", "m7g.medium"))
                        .get("host-instance"))
                .doesNotContainKey("creditSpecification");
    }

    @Test
    void a_data_volume_is_made_from_a_snapshot_when_one_is_named() {
        assertThat(INPUTS.get("host-data-volume")).doesNotContainKey("snapshotId");
        assertThat(Stacks.declare(Map.of("portcullis:dataVolumeSnapshotId", "snap-0123456789abcdef0"))
                        .get("host-data-volume"))
                .containsEntry("snapshotId", "snap-0123456789abcdef0");
    }

    @Test
    void the_idle_stop_gets_the_names_it_looks_for() {
        assertThat(input("idle-function", "environment"))
                .isEqualTo(Map.of(
                        "variables",
                        Map.of(
                                "INSTANCE_ID",
                                "host-instance-id",
                                "METRIC_NAMESPACE",
                                "Portcullis/dev",
                                "IDLE_STOP_AFTER",
                                "PT30M")));
    }

    @Test
    void nothing_stops_a_host_that_is_to_run_on() {
        assertThat(Stacks.declare(Map.of("portcullis:idleStopAfter", "off")).keySet())
                .noneMatch(name -> name.startsWith("idle"));
    }

    @Test
    void two_daily_budgets_see_what_amazon_and_what_the_marketplace_bill() {
        assertThat(input("spend-bedrock-daily", "costFilters"))
                .isEqualTo(List.of(Map.of("name", "Service", "values", List.of("Amazon Bedrock"))));
        assertThat(input("spend-marketplace-daily", "costFilters"))
                .isEqualTo(List.of(Map.of("name", "BillingEntity", "values", List.of("AWS Marketplace"))));
        assertThat(input("spend-marketplace-daily", "limitAmount")).isEqualTo("10");
    }

    @Test
    void a_browser_of_a_named_origin_is_answered_by_access() {
        Map<String, Map<String, Object>> inputs =
                Stacks.declare(Map.of("portcullis:corsOrigins", List.of("https://app.example.com")));

        assertThat(INPUTS.get("edge-application")).doesNotContainKey("corsHeaders");
        assertThat((Map<?, ?>) input(inputs, "edge-application", "corsHeaders"))
                .isEqualTo(Map.of(
                        "allowedOrigins",
                        List.of("https://app.example.com"),
                        "allowedMethods",
                        List.of("GET", "POST"),
                        "allowAllHeaders",
                        true,
                        "allowCredentials",
                        false,
                        "maxAge",
                        600.0));
    }

    private static Object input(String name, String property) {
        return input(INPUTS, name, property);
    }

    private static Object input(Map<String, Map<String, Object>> inputs, String name, String property) {
        return Objects.requireNonNull(
                Objects.requireNonNull(inputs.get(name), name).get(property), property);
    }
}
