package dev.portcullis.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.docs.GeneratedBlock;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.Settings;
import dev.portcullis.stackfile.StackFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenPermissionTest {
    private static final List<TokenPermission> ALWAYS = List.of(
            TokenPermission.TUNNEL,
            TokenPermission.ACCESS_APPS,
            TokenPermission.SERVICE_TOKENS,
            TokenPermission.ORGANIZATION,
            TokenPermission.WORKER_SCRIPTS,
            TokenPermission.ZONE_READ,
            TokenPermission.WORKER_ROUTES,
            TokenPermission.DNS,
            TokenPermission.WAF,
            TokenPermission.CONFIG_RULES);

    @Test
    void the_page_lists_every_group() throws IOException {
        GeneratedBlock.of("docs/deploy.md", "token-permissions")
                .check("| permission group | scope | for |\n|---|---|---|\n"
                        + Arrays.stream(TokenPermission.values())
                                .map(permission -> "| " + permission.group() + " | "
                                        + permission.scope().word() + " | " + permission.purpose() + " |\n")
                                .collect(Collectors.joining()));
    }

    @Test
    void the_example_stack_needs_these_and_no_others() {
        assertThat(needed(Map.of())).isEqualTo(ALWAYS);
    }

    @ParameterizedTest
    @CsvSource({
        "portcullis:tokenExpiryMail, true, NOTIFICATIONS, true",
        "portcullis:responseHeaders, true, TRANSFORM_RULES, true",
        "portcullis:zoneMinTls12, true, ZONE_SETTINGS, true",
        "portcullis:zoneAlwaysHttps, true, ZONE_SETTINGS, true",
        "portcullis:zoneBotFightModeOff, true, BOT_MANAGEMENT, true",
        "portcullis:teamName, team, ORGANIZATION, false",
        "portcullis:wake, none, WORKER_SCRIPTS, false",
        "portcullis:wake, none, WORKER_ROUTES, false",
        "portcullis:idleStopAfter, off, WORKER_ROUTES, false",
        "portcullis:browserCheckOff, false, CONFIG_RULES, false",
        "portcullis:zone, shared, WAF, false",
        "portcullis:zone, shared, CONFIG_RULES, false"
    })
    void a_setting_decides_whether_its_group_is_needed(
            String key, String value, TokenPermission permission, boolean needed) {
        assertThat(needed(Map.of(key, value)).contains(permission)).isEqualTo(needed);
    }

    @Test
    void the_link_fills_in_the_form_as_cloudflare_documents_it() {
        assertThat(TokenLink.of("Portcullis prod", List.of(TokenPermission.DNS, TokenPermission.ORGANIZATION)))
                .hasToString("https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys="
                        + "%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22edit%22%7D%2C"
                        + "%7B%22key%22%3A%22access_acct%22%2C%22type%22%3A%22read%22%7D%5D"
                        + "&accountId=*&zoneId=all&name=Portcullis%20prod");
    }

    @Test
    void a_group_without_a_known_key_is_not_in_the_link() {
        assertThat(TokenLink.of("a", List.of(TokenPermission.NOTIFICATIONS)).toString())
                .contains("permissionGroupKeys=%5B%5D&");
    }

    private static List<TokenPermission> needed(Map<String, Object> changes) {
        Map<String, Object> raw = StackFile.raw(Path.of(""), "dev");
        raw.putAll(changes);
        Problems problems = new Problems();
        Settings settings = Settings.from(raw, "dev", problems).orElseThrow();
        return Arrays.stream(TokenPermission.values())
                .filter(permission -> permission.isNeeded(settings))
                .toList();
    }
}
