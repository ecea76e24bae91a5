package dev.portcullis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.AccessId;
import dev.portcullis.settings.value.AdminScope;
import dev.portcullis.settings.value.AvailabilityZone;
import dev.portcullis.settings.value.AwakeWindows;
import dev.portcullis.settings.value.Cidr;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.CloudflareId;
import dev.portcullis.settings.value.CloudflarePlan;
import dev.portcullis.settings.value.Email;
import dev.portcullis.settings.value.EmailDomain;
import dev.portcullis.settings.value.Geography;
import dev.portcullis.settings.value.GoDuration;
import dev.portcullis.settings.value.Guardrail;
import dev.portcullis.settings.value.Hostname;
import dev.portcullis.settings.value.InstanceType;
import dev.portcullis.settings.value.LogRetention;
import dev.portcullis.settings.value.Origin;
import dev.portcullis.settings.value.Region;
import dev.portcullis.settings.value.SecureValue;
import dev.portcullis.settings.value.SnapshotId;
import dev.portcullis.settings.value.StackName;
import dev.portcullis.settings.value.Usd;
import dev.portcullis.settings.value.WebhookKind;
import dev.portcullis.settings.value.ZoneMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private final Problems problems = new Problems();

    @Test
    void every_key_reaches_its_place() {
        Settings settings = read(RawSample.typed()).orElseThrow();

        assertThat(settings)
                .isEqualTo(new Settings(
                        "prod",
                        new AccountSettings(new Region("ap-southeast-2"), true, Optional.of(new StackName("identity"))),
                        new EdgeSettings(
                                new Hostname("llm.example.com"),
                                new Cloudflare(
                                        new CloudflareId("0123456789abcdef0123456789abcdef"),
                                        new CloudflareId("fedcba9876543210fedcba9876543210"),
                                        CloudflarePlan.BUSINESS,
                                        ZoneMode.DEDICATED,
                                        Optional.of("example-team"),
                                        true),
                                List.of(new Cidr("203.0.113.0/24"), new Cidr("2001:db8::/32")),
                                List.of(
                                        new Origin("https://app.example.com"),
                                        new Origin("https://b.example.com:8443")),
                                true,
                                new ZoneSettings(true, true, true, true, true)),
                        List.of(
                                client("batch", "24h", 3, Optional.empty()),
                                client("ci", "720h", 3, Optional.of(Instant.parse("2027-01-31T10:00:00Z"))),
                                client("laptop", "8760h", 1, Optional.empty())),
                        Optional.of(new Operators(
                                new Hostname("ops.example.com"),
                                List.of(
                                        new OperatorEntry.Person("jo", new Email("Jo@example.com"), AdminScope.ALL),
                                        new OperatorEntry.Group(
                                                "sre", new AccessId("fedcba98-7654-3210-fedc-ba9876543210")),
                                        new OperatorEntry.Domain(
                                                "staff", new EmailDomain("example.com"), AdminScope.READ)),
                                List.of(new AccessId(RawSample.PROVIDER)),
                                new OperatorsToken(new GoDuration("24h"), 1, Optional.empty()))),
                        new ModelSettings(
                                Geography.AU,
                                Set.of("images", "videos"),
                                Optional.of(new Guardrail("gr0abc1def2gh", "3"))),
                        new SpendSettings(
                                new Email("Alerts+llm@example.com"),
                                Usd.ofDollars(25),
                                Usd.ofDollars(400),
                                Usd.ofDollars(20),
                                Usd.ofDollars(430),
                                Usd.ofDollars(90),
                                3000,
                                Optional.of(RawSample.ARN)),
                        new HostSettings(
                                new InstanceType("m7g.medium"),
                                12,
                                100,
                                Optional.of(new SnapshotId("snap-0123456789abcdef0")),
                                new AvailabilityZone("ap-southeast-2b"),
                                Optional.of(Duration.ofMinutes(90)),
                                Optional.of(new LogRetention(90)),
                                Optional.of(12),
                                Optional.of(AwakeWindows.parse("Mon-Fri 08:00-18:00 Europe/Berlin"))),
                        Map.of("ops", WebhookKind.SLACK, "own", WebhookKind.GENERIC)));
        assertThat(settings.models().disabledCapabilities()).containsExactly("images", "videos");
    }

    /** All are true above, so each is tried alone here. */
    @ParameterizedTest
    @CsvSource({
        "responseHeaders, true, false, false, false, false",
        "browserCheckOff, false, true, false, false, false",
        "zoneMinTls12, false, false, true, false, false",
        "zoneAlwaysHttps, false, false, false, true, false",
        "zoneBotFightModeOff, false, false, false, false, true",
    })
    void each_zone_setting_is_its_own(
            String key, boolean headers, boolean browserCheck, boolean tls, boolean https, boolean botOff) {
        Map<String, Object> raw = RawSample.typed();
        raw.keySet().stream()
                .filter(name -> name.matches("portcullis:(zone.+|responseHeaders|browserCheckOff)"))
                .forEach(name -> raw.put(name, false));
        raw.put("portcullis:" + key, true);

        assertThat(read(raw).orElseThrow().edge().zoneSettings())
                .isEqualTo(new ZoneSettings(headers, browserCheck, tls, https, botOff));
    }

    /** Not in the sample, which switches on what a shared zone cannot have. */
    @Test
    void a_zone_can_be_shared() {
        Map<String, Object> raw = RawSample.typed();
        raw.keySet().stream()
                .filter(name -> name.matches("portcullis:(zone.+|responseHeaders|browserCheckOff)"))
                .forEach(name -> raw.put(name, false));
        raw.put("portcullis:zone", "shared");

        assertThat(read(raw).orElseThrow().edge().cloudflare().zone()).isEqualTo(ZoneMode.SHARED);
    }

    @Test
    void a_switch_that_a_shared_zone_would_ignore_is_refused() {
        Map<String, Object> raw = RawSample.typed();
        raw.put("portcullis:zone", "shared");
        Problems problems = new Problems();

        assertThat(Settings.from(raw, "prod", problems)).isEmpty();
        assertThat(problems.all())
                .hasSize(4)
                .contains(
                        new Problem(
                                "portcullis:responseHeaders",
                                "false, since portcullis:zone is shared and nothing zone-wide is touched",
                                "'true'",
                                "Run: pulumi config set portcullis:responseHeaders false, or set portcullis:zone to dedicated"));
    }

    @Test
    void what_the_engine_passes_as_text_gives_the_same_settings() {
        assertThat(read(RawSample.text())).isEqualTo(read(RawSample.typed())).isPresent();
    }

    @Test
    void settings_that_may_be_empty_are_absent_when_they_are() {
        Map<String, Object> raw = RawSample.typed();
        raw.put("portcullis:teamName", "");
        raw.put("portcullis:anomalyMonitorArn", "");
        raw.put("portcullis:dataVolumeSnapshotId", "");
        raw.put("portcullis:idleStopAfter", "off");
        raw.put("portcullis:logs", "none");
        raw.put("portcullis:wake", "none");
        raw.put("portcullis:awake", "");
        raw.put("portcullis:identityStack", "");

        Settings settings = read(raw).orElseThrow();

        assertThat(settings.edge().cloudflare().teamName()).isEmpty();
        assertThat(settings.spend().anomalyMonitorArn()).isEmpty();
        assertThat(settings.host().dataVolumeSnapshotId()).isEmpty();
        assertThat(settings.host().idleStopAfter()).isEmpty();
        assertThat(settings.host().logs()).isEmpty();
        assertThat(settings.host().wakesPerDay()).isEmpty();
        assertThat(settings.account().identityStack()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 30m, true",
        "'', off, false",
        "none, 30m, false",
        "worker, 30m, true",
        // A host that does not stop itself is still stopped by an operator or by AWS, and callers may start it then.
        "worker, off, true"
    })
    void callers_start_a_host_that_stops_itself_unless_the_stack_says_otherwise(
            String wake, String idleStopAfter, boolean callersStartIt) {
        Map<String, Object> raw = RawSample.typed();
        raw.put("portcullis:wake", wake);
        raw.put("portcullis:awake", "");
        raw.put("portcullis:idleStopAfter", idleStopAfter);

        assertThat(read(raw).orElseThrow().host().wakesPerDay().isPresent()).isEqualTo(callersStartIt);
    }

    @Test
    void a_time_to_be_awake_needs_an_idle_stop_that_ends_it() {
        Map<String, Object> raw = RawSample.typed();
        raw.put("portcullis:idleStopAfter", "off");

        assertThat(read(raw)).isEmpty();
        assertThat(rendered()).isEqualTo("""
                portcullis:awake: expected "", since portcullis:idleStopAfter is off and the host is up at any time, got 'Mon-Fri 08:00-18:00 Europe/Berlin'
                  Run: pulumi config set portcullis:awake \"\"""");
    }

    @Test
    void no_key_has_a_default_of_its_own() {
        assertThat(read(new HashMap<>())).isEmpty();

        assertThat(problems.all()).extracting(Problem::given).containsOnly("nothing");
        assertThat(problems.all())
                .extracting(Problem::where)
                .containsExactlyInAnyOrderElementsOf(RawSample.typed().keySet());
    }

    @Test
    void keys_of_other_namespaces_are_left_alone() {
        Map<String, Object> raw = RawSample.typed();
        raw.put("cloudflare:apiToken", SecureValue.HIDDEN);
        raw.put("aws:profile", "x");
        raw.put("pulumi:disable-default-providers", List.of("*"));

        assertThat(read(raw)).isPresent();
    }

    @Test
    void an_earlier_problem_of_another_reading_is_not_blamed_on_this_one() {
        problems.add("routes.yaml:1", "a", "b", "c");

        assertThat(read(RawSample.typed())).isPresent();
    }

    @Test
    void an_unknown_key_is_met_with_the_nearest_known_one_and_its_value_is_not_shown() {
        Map<String, Object> raw = RawSample.typed();
        raw.put("portcullis:hostnmae", "hunter2");

        assertThat(read(raw)).isEmpty();
        assertThat(rendered()).isEqualTo("""
                portcullis:hostnmae: expected a known key, got 'hostnmae'
                  Did you mean 'hostname'?""");
    }

    @Test
    void an_unknown_key_near_to_none_is_met_with_all_of_them() {
        Map<String, Object> raw = RawSample.typed();
        raw.put("portcullis:gatewayPassword", "hunter2");

        assertThat(read(raw)).isEmpty();
        assertThat(rendered())
                .startsWith("portcullis:gatewayPassword: expected a known key, got 'gatewayPassword'\n"
                        + "  Known: adminHostname, alertEmail, allowedCidrs, anomalyMonitorArn, ")
                .doesNotContain("hunter2");
    }

    @Test
    void an_encrypted_value_is_never_shown() {
        Map<String, Object> raw = RawSample.typed();
        raw.put("portcullis:hostname", SecureValue.HIDDEN);

        assertThat(read(raw)).isEmpty();
        assertThat(rendered()).isEqualTo("""
                portcullis:hostname: expected a fully qualified host name such as llm.example.com, got an encrypted value
                  Run: pulumi config set portcullis:hostname llm.example.com --plaintext""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "dev", "prod-eu", "a1-b2", "exactly-16-chars"})
    void a_stack_name_is_lower_case_kebab(String name) {
        assertThat(Settings.from(RawSample.typed(), name, problems)
                        .orElseThrow()
                        .stackName())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dev", "1dev", "dev-", "a--b", "-a", "dev_1", "exactly-17-charss"})
    void any_other_stack_name_is_refused(String name) {
        assertThat(Settings.from(RawSample.typed(), name, problems)).isEmpty();
        assertThat(rendered()).isEqualTo("""
                stack name: expected 1 to 16 lower-case letters, digits and single hyphens, a letter first, got '%s'
                  Run: pulumi stack init with such a name, since it becomes part of every resource's name""".formatted(name));
    }

    private Optional<Settings> read(Map<String, Object> raw) {
        return Settings.from(raw, "prod", problems);
    }

    private String rendered() {
        return problems.all().stream().map(Problem::render).collect(Collectors.joining("\n"));
    }

    private static Client client(String name, String duration, int version, Optional<Instant> grace) {
        return new Client(new ClientName(name), new GoDuration(duration), version, grace, Optional.empty());
    }
}
