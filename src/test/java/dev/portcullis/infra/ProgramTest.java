package dev.portcullis.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.settings.value.SecureValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProgramTest {
    @Test
    void what_the_engine_hands_over_as_text_becomes_texts_lists_and_objects() {
        assertThat(Program.engineConfig(Map.of("PULUMI_CONFIG", """
                        {"portcullis:hostname": "llm.example.com", "portcullis:auditTrail": "true",
                         "portcullis:allowedCidrs": "[\\"203.0.113.0/24\\"]",
                         "portcullis:clients": "{\\"ci\\":{\\"secretVersion\\":2}}"}
                        """)))
                .isEqualTo(Map.of(
                        "portcullis:hostname",
                        "llm.example.com",
                        "portcullis:auditTrail",
                        "true",
                        "portcullis:allowedCidrs",
                        List.of("203.0.113.0/24"),
                        "portcullis:clients",
                        Map.of("ci", Map.of("secretVersion", 2L))));
    }

    @Test
    void a_secret_stays_behind() {
        assertThat(Program.engineConfig(Map.of(
                        "PULUMI_CONFIG", "{\"cloudflare:apiToken\": \"hunter2\"}",
                        "PULUMI_CONFIG_SECRET_KEYS", "[\"cloudflare:apiToken\"]")))
                .isEqualTo(Map.of("cloudflare:apiToken", SecureValue.HIDDEN));
    }

    @Test
    void a_setting_of_secrets_shows_its_names_and_none_of_its_values() {
        Object given = Program.engineConfig(Map.of(
                        "PULUMI_CONFIG",
                        "{\"portcullis:webhookSecrets\": \"{\\\"ops\\\":{\\\"url\\\":\\\"hunter2\\\"}}\"}",
                        "PULUMI_CONFIG_SECRET_KEYS",
                        "[\"portcullis:webhookSecrets\"]"))
                .get("portcullis:webhookSecrets");

        assertThat(given).hasToString("{ops={url=a secret}}");
        assertThat(given).extracting("ops").extracting("url").isInstanceOfSatisfying(SecureValue.class, url -> {
            assertThat(url.mayFit("hunter2"::equals)).isTrue();
            assertThat(url.mayFit("hunter3"::equals)).isFalse();
        });
    }

    @Test
    void text_that_only_looks_like_json_is_left_for_the_settings_to_refuse() {
        assertThat(Program.engineConfig(Map.of("PULUMI_CONFIG", "{\"portcullis:clients\": \"{ci\"}")))
                .isEqualTo(Map.of("portcullis:clients", "{ci"));
    }

    @Test
    void without_an_engine_there_is_no_configuration() {
        assertThat(Program.engineConfig(Map.of())).isEmpty();
    }
}
