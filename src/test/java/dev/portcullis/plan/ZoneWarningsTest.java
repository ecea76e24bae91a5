package dev.portcullis.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A zone may hold things that stop an {@code up} or callers; the plan warns of them before the {@code up}. */
final class ZoneWarningsTest {
    private static final String RULESETS =
            "https://api.cloudflare.com/client/v4/zones/fedcba9876543210fedcba9876543210/rulesets";
    private static final String TOKEN = "-H \"Authorization: Bearer $CLOUDFLARE_API_TOKEN\" ";

    @Test
    void a_dedicated_zone_is_told_which_rulesets_must_not_be_there_and_how_to_import_or_delete_them() {
        assertThat(warnings(Map.of()))
                .containsSubsequence(
                        "zone is dedicated: 'pulumi up' fails where the zone has a ruleset, even an empty one, in one of"
                                + " the phases http_config_settings (edge-config), http_ratelimit (edge-rate-limit),"
                                + " http_request_firewall_custom (edge-waf)",
                        "  list them: curl " + TOKEN + RULESETS,
                        "  delete one: curl -X DELETE " + TOKEN + RULESETS + "/<ruleset id>",
                        "  or import it after an 'up' has failed on it: pulumi import --protect=false"
                                + " --generate-code=false --parent"
                                + " edge=urn:pulumi:dev::portcullis::portcullis:index:Edge::edge"
                                + " cloudflare:index/ruleset:Ruleset <name>"
                                + " zones/fedcba9876543210fedcba9876543210/<ruleset id>");
    }

    @Test
    void a_dedicated_zone_lets_programs_pass_the_browser_check() {
        Declared declared = ExampleStack.declared();

        assertThat(declared.named("edge-config").orElseThrow().inputs().toString())
                .contains("\"phase\":\"http_config_settings\"")
                .contains("\"actionParameters\":{\"bic\":false}")
                .contains("\"expression\":\"starts_with(lower(http.host), \\\"llm.example.com\\\")\"");
    }

    @Test
    void a_shared_zone_is_told_that_the_browser_check_refuses_programs() {
        assertThat(warnings(Map.of("portcullis:zone", "shared")))
                .contains(
                        "zone is shared: where Browser Integrity Check is on, Cloudflare answers 403 to programs such as"
                                + " Python's own HTTP library; add a configuration rule to the zone that turns it off where "
                                + "starts_with(lower(http.host), \"llm.example.com\")")
                .noneMatch(warning -> warning.contains("zone is dedicated"));
    }

    @Test
    void a_dedicated_zone_that_keeps_the_browser_check_is_told_the_same() {
        List<String> warnings = warnings(Map.of("portcullis:browserCheckOff", "false"));

        assertThat(warnings)
                .contains("browserCheckOff is false: where Browser Integrity Check is on, Cloudflare answers 403 to"
                        + " programs such as Python's own HTTP library")
                .noneMatch(warning -> warning.contains("http_config_settings"));
    }

    @Test
    void an_agent_without_a_checksum_is_told_once_as_the_shell_that_is_missing() {
        assertThat(warnings(Map.of()).stream().filter(warning -> warning.contains("SSM agent")))
                .hasSize(1)
                .first()
                .asString()
                .endsWith("for arm64: the host runs without it, so there is no shell on it");
    }

    private static List<String> warnings(Map<String, Object> changes) {
        return Plan.of(ExampleStack.blueprint(changes)).warnings();
    }
}
