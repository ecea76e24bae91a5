package dev.portcullis.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.SecureValue;
import dev.portcullis.settings.value.WebhookKind;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The settings {@code webhooks} and {@code webhookSecrets}, which have to agree. */
final class WebhookSettingsTest {
    private static final String SLACK = "https://hooks.slack.com/services/T0/B0/secretpath";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String SET = "\n  Run: pulumi config set --secret --path 'portcullis:webhookSecrets.ops.";

    private final Problems problems = new Problems();

    @Test
    void every_kind_is_taken_with_an_address_of_its_service() {
        assertThat(read(
                        Map.of("a", "slack", "b", "teams", "c", "discord", "d", "generic"),
                        Map.of(
                                "a", url(SLACK),
                                "b", url("https://prod-1.westeurope.logic.azure.com:443/workflows/0a/triggers?sig=x"),
                                "c", url("https://discord.com/api/webhooks/1/x_-Y"),
                                "d", Map.of("url", secret("https://ops.example.com/in"), "secret", secret(SECRET)))))
                .containsExactly(
                        Map.entry("a", WebhookKind.SLACK),
                        Map.entry("b", WebhookKind.TEAMS),
                        Map.entry("c", WebhookKind.DISCORD),
                        Map.entry("d", WebhookKind.GENERIC));
    }

    @Test
    void an_encrypted_secret_is_taken_as_it_is_however_much_of_it_is_encrypted() {
        assertThat(read(Map.of("ops", "slack"), Map.of("ops", Map.of("url", SecureValue.HIDDEN))))
                .containsOnlyKeys("ops");
        assertThat(read(Map.of("ops", "slack"), Map.of("ops", SecureValue.HIDDEN)))
                .containsOnlyKeys("ops");
        assertThat(read(Map.of("ops", "slack"), SecureValue.HIDDEN)).containsOnlyKeys("ops");
    }

    @ParameterizedTest
    @CsvSource({
        "slack, https://hooks.slack.com/services/T0/B0/x, true",
        "slack, https://hooks.slack-gov.com/services/T0/B0/x, true",
        "slack, https://hooks.slack.com/triggers/T0/1/x, false",
        "slack, https://hooks.slack.com.example.com/services/T0/B0/x, false",
        "slack, https://example.com/hooks.slack.com/services/T0, false",
        "slack, http://hooks.slack.com/services/T0/B0/x, false",
        "slack, https://hooks.slack.com:8443/services/T0/B0/x, false",
        "slack, https://discord.com/api/webhooks/1/x, false",
        "teams, https://prod-12.westeurope.logic.azure.com/workflows/0a/triggers/manual/paths/invoke?sig=x, true",
        "teams, https://default0a.1b.environment.api.powerplatform.com:443/powerautomate/x?sig=x, true",
        "teams, https://example.webhook.office.com/webhookb2/0a/IncomingWebhook/x/y, false",
        "teams, https://logic.azure.com.example.com/workflows/0a, false",
        "discord, https://discord.com/api/webhooks/1/x, true",
        "discord, https://discordapp.com/api/v10/webhooks/1/x, true",
        "discord, https://ptb.discord.com/api/webhooks/1/x?thread_id=2, true",
        "discord, https://discord.com/api/webhooks/1/x/slack, false",
        "discord, https://discord.com/channels/1/2, false"
    })
    void an_address_belongs_to_its_service(String kind, String address, boolean taken) {
        read(Map.of("ops", kind), Map.of("ops", url(address)));

        assertThat(problems.isEmpty()).isEqualTo(taken);
    }

    static Stream<Arguments> mistakes() {
        String http = "http://hooks.slack.com/services/secretpath";
        String slack = "expected an encrypted value: https://hooks.slack.com/services/..., got ";
        String own = "expected an encrypted value: an https address on port 443 under a public name, got ";
        String signed = "expected an encrypted value: 32 to 200 letters, digits and signs without spaces, got ";
        String clear = "a text that anyone can read, which is not shown";
        String at = "portcullis:webhookSecrets.ops.";
        return Stream.of(
                arguments("slack", Map.of(), at + "url: " + slack + "nothing" + SET + "url'"),
                arguments("slack", Map.of("ops", Map.of("url", SLACK)), at + "url: " + slack + clear + SET + "url'"),
                arguments("slack", Map.of("ops", url(http)), at + "url: " + slack + "something else" + SET + "url'"),
                arguments(
                        "slack",
                        Map.of("ops", Map.of("url", secret(SLACK), "secret", secret(SECRET))),
                        at + "secret: expected no secret, since only messages of the kind generic are signed, got one\n"
                                + "  Remove it: its address is the only secret of a webhook of the kind slack"),
                arguments(
                        "slack",
                        Map.of("ops", Map.of("url", secret(SLACK), "uri", "x")),
                        at + "uri: expected a known field, got 'uri'\n  Did you mean 'url'?"),
                arguments(
                        "generic",
                        Map.of("ops", url("https://10.0.0.1/secretpath")),
                        at + "url: " + own + "something else" + SET + "url'\n" + at + "secret: " + signed + "nothing"
                                + SET + "secret'"),
                arguments(
                        "generic",
                        Map.of("ops", Map.of("url", secret("https://x.example.com"), "secret", secret("short"))),
                        at + "secret: " + signed + "something else" + SET + "secret'"),
                arguments(
                        "slak",
                        Map.of("ops", url(SLACK)),
                        "portcullis:webhooks.ops: expected one of slack, teams, discord, generic, got 'slak'\n"
                                + "  Did you mean 'slack'?"),
                arguments(
                        "slack",
                        Map.of("ops", url(SLACK), "old", url(SLACK)),
                        "portcullis:webhookSecrets.old: expected the name of an entry of webhooks, got 'old'\n"
                                + "  Run: pulumi config set --path 'portcullis:webhooks.old' slack, or remove it"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_named_with_the_next_step_and_no_secret(String kind, Map<String, Object> secrets, String message) {
        assertThat(read(Map.of("ops", kind), secrets)).isEmpty();
        assertThat(rendered()).isEqualTo(message).doesNotContain("secretpath", SECRET);
    }

    @Test
    void a_name_that_could_be_an_address_is_not_shown() {
        read(Map.of(), Map.of(SLACK, url(SLACK)));

        assertThat(rendered())
                .isEqualTo("portcullis:webhookSecrets: expected the name of an entry of webhooks, got another name\n"
                        + "  Rename it or remove it");
    }

    @Test
    void all_mistakes_come_together() {
        read(
                Map.of("a", "slack", "b", "mail", "C", "slack"),
                Map.of("a", url("https://example.com/x"), "d", url(SLACK)));

        assertThat(problems.all())
                .extracting(Problem::where)
                .containsExactlyInAnyOrder(
                        "portcullis:webhookSecrets.a.url",
                        "portcullis:webhooks.b",
                        "portcullis:webhooks.C",
                        "portcullis:webhookSecrets.d");
    }

    private Map<String, WebhookKind> read(Map<String, String> kinds, Object secrets) {
        Map<String, Object> raw = new TreeMap<>(RawSample.typed());
        raw.put("portcullis:webhooks", kinds);
        raw.put("portcullis:webhookSecrets", secrets);
        return Settings.from(raw, "prod", problems).map(Settings::webhooks).orElse(Map.of());
    }

    private String rendered() {
        return problems.all().stream().map(Problem::render).collect(Collectors.joining("\n"));
    }

    private static Map<String, Object> url(String address) {
        return Map.of("url", secret(address));
    }

    private static SecureValue secret(String text) {
        return SecureValue.of(text);
    }
}
