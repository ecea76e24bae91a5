package dev.portcullis.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.Settings;
import dev.portcullis.stackfile.StackFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The questions that come before an update. */
final class TokenPreflightTest {
    private CloudflareApiStandIn cloudflare;

    @BeforeEach
    void open() throws IOException {
        cloudflare = new CloudflareApiStandIn();
    }

    @AfterEach
    void close() {
        cloudflare.close();
    }

    @Test
    void a_token_of_before_is_refused_with_each_group_that_it_lacks_and_the_way_around() {
        cloudflare.world.permissions.removeIf(group -> group.startsWith("Workers"));

        assertThatThrownBy(() -> require(CloudflareWorld.TOKEN, Map.of()))
                .isInstanceOf(BadInput.class)
                .hasMessage("""
                        2 problems:
                        the Cloudflare token: expected the permission group Workers Scripts Write, since callers start the host (portcullis:wake), got a refusal (10000: Authentication error)
                          Add it to the token, for the account: https://dash.cloudflare.com/profile/api-tokens. Or run: pulumi config set portcullis:wake none
                        the Cloudflare token: expected the permission group Workers Routes Write, since callers start the host (portcullis:wake), got a refusal (10000: Authentication error)
                          Add it to the token, for the zone: https://dash.cloudflare.com/profile/api-tokens. Or run: pulumi config set portcullis:wake none""");
    }

    @Test
    void a_token_with_the_groups_passes_and_was_only_asked_to_read() {
        assertThatCode(() -> require(CloudflareWorld.TOKEN, Map.of())).doesNotThrowAnyException();

        assertThat(cloudflare.calls)
                .containsExactly(
                        "GET /accounts/" + CloudflareWorld.ACCOUNT + "/workers/scripts",
                        "GET /zones/" + CloudflareWorld.ZONE + "/workers/routes");
    }

    @Test
    void a_stack_whose_callers_start_nothing_asks_nothing() throws InterruptedException {
        require(CloudflareWorld.TOKEN, Map.of("portcullis:wake", "none"));

        assertThat(cloudflare.calls).isEmpty();
    }

    @Test
    void no_token_and_no_answer_are_left_to_the_provider() {
        assertThatCode(() -> require("", Map.of())).doesNotThrowAnyException();
        cloudflare.close();
        assertThatCode(() -> require(CloudflareWorld.TOKEN, Map.of())).doesNotThrowAnyException();
    }

    private void require(String token, Map<String, String> changes) throws InterruptedException {
        Map<String, Object> raw = StackFile.raw(Path.of(""), "dev");
        raw.put("portcullis:cloudflareAccountId", CloudflareWorld.ACCOUNT);
        raw.put("portcullis:cloudflareZoneId", CloudflareWorld.ZONE);
        raw.putAll(changes);
        Problems problems = new Problems();
        Settings settings = Settings.from(raw, "dev", problems).orElseThrow();
        TokenPreflight.require(
                settings, token, Map.of("CLOUDFLARE_BASE_URL", cloudflare.url().toString()));
    }
}
