package dev.portcullis.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.cloudflare.CloudflareAnswer.Given;
import dev.portcullis.cloudflare.CloudflareAnswer.Refused;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CloudflareApiStandInTest {
    @SuppressWarnings("NullAway.Init")
    private CloudflareApiStandIn cloudflare;

    @BeforeEach
    void start() throws IOException {
        cloudflare = new CloudflareApiStandIn();
    }

    @AfterEach
    void stop() {
        cloudflare.close();
    }

    private CloudflareAnswer get(String path) throws InterruptedException {
        return new CloudflareApi(cloudflare.url(), CloudflareWorld.TOKEN).get(path);
    }

    @Test
    void a_token_of_another_form_is_a_bad_request() throws Exception {
        assertThat(new CloudflareApi(cloudflare.url(), "a b").get("/user/tokens/verify"))
                .isEqualTo(new Refused(400, 6003, "Invalid request headers"));
    }

    @Test
    void an_unknown_token_is_refused_by_two_codes() throws Exception {
        CloudflareApi stranger = new CloudflareApi(cloudflare.url(), "another");

        assertThat(stranger.get("/user/tokens/verify")).isEqualTo(new Refused(401, 1000, "Invalid API Token"));
        assertThat(stranger.get("/zones")).isEqualTo(new Refused(403, 9109, "Invalid access token"));
    }

    @Test
    void a_permission_that_is_missing_is_403_with_10000() throws Exception {
        cloudflare.world.permissions.remove("DNS Write");

        assertThat(get("/zones/" + CloudflareWorld.ZONE + "/dns_records"))
                .isEqualTo(new Refused(403, 10_000, "Authentication error"));
    }

    @Test
    void an_account_out_of_reach_is_403_with_9109() throws Exception {
        assertThat(get("/accounts/" + "f".repeat(32) + "/access/organizations"))
                .isEqualTo(new Refused(403, 9109, "Unauthorized to access requested resource"));
    }

    @Test
    void an_identifier_that_is_none_is_404_with_7003() throws Exception {
        assertThat(get("/zones/example.com"))
                .isEqualTo(new Refused(
                        404,
                        7003,
                        "Could not route to /zones/example.com, perhaps your object identifier is invalid?"));
    }

    @Test
    void a_phase_without_rules_is_404_with_10003() throws Exception {
        assertThat(get("/zones/" + CloudflareWorld.ZONE + "/rulesets/phases/http_ratelimit/entrypoint"))
                .isEqualTo(new Refused(404, 10_003, "could not find entrypoint ruleset in the http_ratelimit phase"));
    }

    @Test
    void a_list_of_zones_comes_in_pages() throws Exception {
        for (int i = 0; i < 6; i++) {
            cloudflare.world.zones.add(CloudflareWorld.zone(
                    Integer.toString(i).repeat(32), "zone" + i + ".example", CloudflareWorld.ACCOUNT));
        }

        assertThat(get("/zones?per_page=5&page=2")).isInstanceOfSatisfying(Given.class, given -> {
            assertThat(given.result()).hasSize(2);
            assertThat(given.pages()).isEqualTo(2);
        });
        assertThat(get("/zones?per_page=5&name=zone3.example"))
                .isInstanceOfSatisfying(
                        Given.class, given -> assertThat(given.result()).hasSize(1));
        assertThat(get("/zones?per_page=51")).isInstanceOf(Refused.class);
    }

    @Test
    void zero_trust_that_is_off_is_told_by_its_words() throws Exception {
        cloudflare.world.authDomain = null;

        assertThat(get("/accounts/" + CloudflareWorld.ACCOUNT + "/access/organizations"))
                .isEqualTo(new Refused(403, 9999, "access.api.error.not_enabled: Access is not enabled"));
    }
}
