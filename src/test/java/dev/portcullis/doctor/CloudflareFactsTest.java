package dev.portcullis.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.cloudflare.CloudflareApi;
import dev.portcullis.cloudflare.CloudflareApiStandIn;
import dev.portcullis.cloudflare.CloudflareWorld;
import dev.portcullis.doctor.Fact.Standing;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.Settings;
import dev.portcullis.stackfile.StackFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CloudflareFactsTest {
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-27T12:00:00Z"));

    @SuppressWarnings("NullAway.Init")
    private CloudflareApiStandIn cloudflare;

    private final Map<String, Object> settings = new HashMap<>(Map.of(
            "portcullis:cloudflareAccountId", CloudflareWorld.ACCOUNT,
            "portcullis:cloudflareZoneId", CloudflareWorld.ZONE,
            "portcullis:hostname", "llm.example.com"));

    @BeforeEach
    void start() throws IOException {
        cloudflare = new CloudflareApiStandIn();
    }

    @AfterEach
    void stop() {
        cloudflare.close();
    }

    private Settings read() {
        Map<String, Object> raw = new HashMap<>(StackFile.raw(Path.of("").toAbsolutePath(), "dev"));
        raw.putAll(settings);
        Problems problems = new Problems();
        Settings read = Settings.from(raw, "prod", problems).orElseThrow();
        problems.throwIfAny();
        return read;
    }

    private List<Fact> facts(URI api, String token) throws InterruptedException {
        try (Crew crew = new Crew()) {
            return new CloudflareFacts(read(), new CloudflareApi(api, token), NOW).all(crew);
        }
    }

    private List<Fact> facts() throws InterruptedException {
        return facts(cloudflare.url(), CloudflareWorld.TOKEN);
    }

    private Fact fact(FactKind kind) throws InterruptedException {
        return facts().stream().filter(fact -> fact.kind() == kind).findFirst().orElseThrow();
    }

    @Test
    void every_fact_of_a_prepared_zone_holds() throws Exception {
        assertThat(facts())
                .extracting(Fact::name, Fact::standing, Fact::found)
                .containsExactly(
                        tuple("Cloudflare token", Standing.HOLDS, "active"),
                        tuple("permission Cloudflare Tunnel Write", Standing.HOLDS, "answered"),
                        tuple("permission Access: Apps and Policies Write", Standing.HOLDS, "answered"),
                        tuple("permission Access: Service Tokens Write", Standing.HOLDS, "answered"),
                        tuple(
                                "permission Access: Organizations, Identity Providers, and Groups Read",
                                Standing.HOLDS,
                                "answered"),
                        tuple("permission Workers Scripts Write", Standing.HOLDS, "answered"),
                        tuple("permission Zone Read", Standing.HOLDS, "answered"),
                        tuple("permission Workers Routes Write", Standing.HOLDS, "answered"),
                        tuple("permission DNS Write", Standing.HOLDS, "answered"),
                        tuple("permission Zone WAF Write", Standing.HOLDS, "answered"),
                        tuple("permission Config Rules Write", Standing.HOLDS, "answered"),
                        tuple("zone", Standing.HOLDS, "active"),
                        tuple("zone's account", Standing.HOLDS, CloudflareWorld.ACCOUNT),
                        tuple("zone's plan", Standing.HOLDS, "free"),
                        tuple("host name", Standing.HOLDS, "llm.example.com"),
                        tuple("certificate", Standing.HOLDS, "the universal certificate: *.example.com"),
                        tuple("Zero Trust", Standing.HOLDS, "team"),
                        tuple("team name", Standing.NOT_ASKED, ""),
                        tuple("DNS record llm.example.com", Standing.HOLDS, "none"),
                        tuple("ruleset of http_request_firewall_custom", Standing.HOLDS, "none"),
                        tuple("ruleset of http_ratelimit", Standing.HOLDS, "none"),
                        tuple("ruleset of http_config_settings", Standing.HOLDS, "none"));
    }

    @Test
    void it_only_reads() throws Exception {
        facts();

        assertThat(cloudflare.calls).isNotEmpty().allMatch(call -> call.startsWith("GET "));
    }

    @Test
    void a_token_that_cloudflare_does_not_know_ends_the_questions() throws Exception {
        assertThat(facts(cloudflare.url(), "another"))
                .extracting(Fact::name, Fact::standing, Fact::found)
                .containsExactly(tuple("Cloudflare token", Standing.FAILS, "a token that Cloudflare refuses"));
        assertThat(cloudflare.calls).hasSize(1);
    }

    @Test
    void a_token_with_a_line_end_is_refused_and_not_shown() throws Exception {
        assertThat(facts(cloudflare.url(), "secret\nx")).hasSize(1).allSatisfy(fact -> {
            assertThat(fact.standing()).isEqualTo(Standing.FAILS);
            assertThat(fact.toString()).doesNotContain("secret");
        });
    }

    @Test
    void a_cloudflare_that_is_not_reached_is_a_row() throws Exception {
        URI gone = cloudflare.url();
        cloudflare.close();

        assertThat(facts(gone, CloudflareWorld.TOKEN))
                .extracting(Fact::name, Fact::standing, Fact::found)
                .containsExactly(tuple("Cloudflare token", Standing.FAILS, "no connection (ConnectException)"));
    }

    @Test
    void a_zone_of_another_account_fails_with_the_setting_that_corrects_it() throws Exception {
        String other = "d".repeat(32);
        ((ObjectNode) cloudflare.world.zone().path("account")).put("id", other);

        assertThat(fact(FactKind.ZONE_ACCOUNT))
                .extracting(Fact::standing, Fact::found, Fact::remedy)
                .containsExactly(
                        Standing.FAILS,
                        other,
                        "pulumi config set portcullis:cloudflareAccountId " + other + " --stack prod");
    }

    @Test
    void two_things_wrong_at_once_are_both_told() throws Exception {
        cloudflare.world.authDomain = null;
        cloudflare.world.zone().put("status", "pending");

        assertThat(facts())
                .filteredOn(fact -> fact.standing() == Standing.FAILS)
                .extracting(Fact::name, Fact::found)
                .containsExactly(tuple("zone", "pending"), tuple("Zero Trust", "switched off"));
    }

    @Test
    void a_deeper_name_needs_a_certificate_of_its_own() throws Exception {
        settings.put("portcullis:hostname", "llm.team.example.com");
        assertThat(fact(FactKind.CERTIFICATE).found())
                .isEqualTo("2 labels below the zone, and certificates: the token may not read it");

        cloudflare.world.permissions.add("SSL and Certificates Read");
        assertThat(fact(FactKind.CERTIFICATE).found()).isEqualTo("2 labels below the zone, and no certificate for it");

        ObjectNode pack = cloudflare.world.certificates.addObject().put("status", "active");
        pack.putArray("hosts").add("*.team.example.com");
        assertThat(fact(FactKind.CERTIFICATE).standing()).isEqualTo(Standing.HOLDS);
    }

    @Test
    void a_ruleset_in_the_way_is_told_with_the_command_that_deletes_it() throws Exception {
        ruleset("http_ratelimit", "default");

        Fact fact = facts().stream()
                .filter(each -> each.name().equals("ruleset of http_ratelimit"))
                .findFirst()
                .orElseThrow();
        assertThat(fact.standing()).isEqualTo(Standing.FAILS);
        assertThat(fact.remedy())
                .endsWith("curl -X DELETE -H \"Authorization: Bearer $CLOUDFLARE_API_TOKEN\""
                        + " https://api.cloudflare.com/client/v4/zones/" + CloudflareWorld.ZONE + "/rulesets/"
                        + "e".repeat(32));
    }

    @Test
    void after_the_deployment_the_stacks_own_parts_are_no_fault() throws Exception {
        cloudflare.world.records.addObject().put("name", "llm.example.com").put("comment", "Portcullis prod");
        ruleset("http_request_firewall_custom", "portcullis-prod-waf");

        assertThat(facts()).noneMatch(fact -> fact.standing() == Standing.FAILS);
        assertThat(fact(FactKind.DNS_RECORD).found()).isEqualTo("the stack's own");
    }

    @Test
    void rulesets_of_a_shared_zone_are_not_asked() throws Exception {
        settings.put("portcullis:zone", "shared");

        assertThat(facts()).noneMatch(fact -> fact.kind() == FactKind.RULESET);
    }

    private void ruleset(String phase, String name) {
        ObjectNode ruleset = CloudflareWorld.JSON
                .createObjectNode()
                .put("id", "e".repeat(32))
                .put("name", name)
                .put("kind", "zone")
                .put("phase", phase);
        ruleset.putArray("rules");
        cloudflare.world.entryPoints.put(phase, ruleset);
    }
}
