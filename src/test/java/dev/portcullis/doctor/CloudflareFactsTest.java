package dev.portcullis.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.doctor.Fact.Standing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CloudflareFactsTest {
    private static final String VERIFY = "/user/tokens/verify";
    private static final String ZONE = "/zones/z";
    private static final String ORGANISATION = "/accounts/a/access/organizations";
    private static final String RECORDS = "/zones/z/dns_records?name=llm.example.com";
    private static final String RULESETS = "/zones/z/rulesets";

    @SuppressWarnings("NullAway.Init")
    private CloudflareApiStandIn cloudflare;

    @BeforeEach
    void start() throws IOException {
        cloudflare = new CloudflareApiStandIn();
        cloudflare.results.put(VERIFY, "{\"id\":\"t\",\"status\":\"active\"}");
        cloudflare.results.put(ZONE, "{\"id\":\"z\",\"status\":\"active\"}");
        cloudflare.results.put(ORGANISATION, "{\"auth_domain\":\"team.cloudflareaccess.com\",\"name\":\"Team\"}");
        cloudflare.results.put(RECORDS, "[]");
        cloudflare.results.put(
                RULESETS, "[{\"id\":\"managed\",\"kind\":\"managed\",\"phase\":\"http_request_firewall_custom\"}]");
    }

    @AfterEach
    void stop() {
        cloudflare.close();
    }

    private List<Fact> facts(boolean dedicated, Optional<String> token) throws IOException, InterruptedException {
        return new CloudflareFacts(
                        cloudflare.url(), new CloudflareFacts.Zone("prod", "a", "z", "llm.example.com", dedicated))
                .all(token);
    }

    private Fact fact(String name) throws IOException, InterruptedException {
        return facts(true, Optional.of(CloudflareApiStandIn.TOKEN)).stream()
                .filter(fact -> fact.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void every_fact_of_a_prepared_zone_holds() throws Exception {
        assertThat(facts(true, Optional.of(CloudflareApiStandIn.TOKEN)))
                .extracting(Fact::name, Fact::standing)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Cloudflare token", Standing.HOLDS),
                        org.assertj.core.groups.Tuple.tuple("zone", Standing.HOLDS),
                        org.assertj.core.groups.Tuple.tuple("Zero Trust", Standing.HOLDS),
                        org.assertj.core.groups.Tuple.tuple("DNS record llm.example.com", Standing.HOLDS),
                        org.assertj.core.groups.Tuple.tuple("ruleset of http_request_firewall_custom", Standing.HOLDS),
                        org.assertj.core.groups.Tuple.tuple("ruleset of http_ratelimit", Standing.HOLDS));
    }

    @Test
    void without_a_token_nothing_is_ticked() throws Exception {
        assertThat(facts(true, Optional.empty()))
                .containsExactly(new Fact(
                        "Cloudflare",
                        Standing.NOT_ASKED,
                        "a token that can see the account and the zone",
                        "",
                        "CLOUDFLARE_API_TOKEN is not set"));
    }

    @Test
    void a_token_that_cloudflare_does_not_know_ends_the_questions() throws Exception {
        assertThat(facts(true, Optional.of("another")))
                .containsExactly(new Fact(
                        "Cloudflare token",
                        Standing.FAILS,
                        "an active token",
                        "refused",
                        "Make one: https://dash.cloudflare.com/profile/api-tokens"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Cloudflare token            | /user/tokens/verify                        | {"status":"expired"}          | expired
            zone                        | /zones/z                                   | {"status":"pending"}          | pending
            zone                        | /zones/z                                   |                               | the token may not read it
            Zero Trust                  | /accounts/a/access/organizations           | {}                            | no team name
            Zero Trust                  | /accounts/a/access/organizations           |                               | the token may not read it
            DNS record llm.example.com  | /zones/z/dns_records?name=llm.example.com  | [{"id":"r","comment":null}]   | a record of somebody else's
            DNS record llm.example.com  | /zones/z/dns_records?name=llm.example.com  |                               | the token may not read it
            ruleset of http_ratelimit   | /zones/z/rulesets                          |                               | the token may not read it
            ruleset of http_ratelimit   | /zones/z/rulesets                          | [{"id":"r1","kind":"zone","phase":"http_ratelimit"}] | r1
            ruleset of http_request_firewall_custom | /zones/z/rulesets              | [{"id":"r2","kind":"zone","phase":"http_request_firewall_custom"}] | r2
            """)
    void each_fact_fails_when_it_does_not_hold(String name, String path, String result, String found) throws Exception {
        if (result == null) {
            cloudflare.results.remove(path);
        } else {
            cloudflare.results.put(path, result);
        }

        assertThat(fact(name)).extracting(Fact::standing, Fact::found).containsExactly(Standing.FAILS, found);
        assertThat(fact(name).remedy()).isNotEmpty().doesNotContain(CloudflareApiStandIn.TOKEN);
    }

    @Test
    void a_ruleset_in_the_way_is_told_with_the_command_that_deletes_it() throws Exception {
        cloudflare.results.put(RULESETS, "[{\"id\":\"r1\",\"kind\":\"zone\",\"phase\":\"http_ratelimit\"}]");

        assertThat(fact("ruleset of http_ratelimit").remedy())
                .isEqualTo("curl -X DELETE -H \"Authorization: Bearer $CLOUDFLARE_API_TOKEN\" " + cloudflare.url()
                        + "/zones/z/rulesets/r1");
    }

    @Test
    void after_the_deployment_the_stacks_own_parts_are_no_fault() throws Exception {
        cloudflare.results.put(RECORDS, "[{\"id\":\"r\",\"comment\":\"Portcullis prod\"}]");
        cloudflare.results.put(RULESETS, "[{\"id\":\"r1\",\"kind\":\"zone\",\"phase\":\"http_ratelimit\"}]");

        assertThat(fact("DNS record llm.example.com").found()).isEqualTo("the stack's own");
        assertThat(fact("ruleset of http_ratelimit").standing()).isEqualTo(Standing.NOT_ASKED);
    }

    @Test
    void rulesets_of_a_shared_zone_are_not_asked() throws Exception {
        assertThat(facts(false, Optional.of(CloudflareApiStandIn.TOKEN)))
                .filteredOn(fact -> fact.name().startsWith("ruleset"))
                .extracting(Fact::standing)
                .containsOnly(Standing.NOT_ASKED);
    }
}
