package dev.portcullis.stackfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.AccountSettings;
import dev.portcullis.settings.Client;
import dev.portcullis.settings.Cloudflare;
import dev.portcullis.settings.EdgeSettings;
import dev.portcullis.settings.HostSettings;
import dev.portcullis.settings.IdentitySettings;
import dev.portcullis.settings.ModelSettings;
import dev.portcullis.settings.Settings;
import dev.portcullis.settings.SpendSettings;
import dev.portcullis.settings.ZoneSettings;
import dev.portcullis.settings.value.AvailabilityZone;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.CloudflareId;
import dev.portcullis.settings.value.CloudflarePlan;
import dev.portcullis.settings.value.Email;
import dev.portcullis.settings.value.Geography;
import dev.portcullis.settings.value.GoDuration;
import dev.portcullis.settings.value.Hostname;
import dev.portcullis.settings.value.InstanceType;
import dev.portcullis.settings.value.Region;
import dev.portcullis.settings.value.StackName;
import dev.portcullis.settings.value.Usd;
import dev.portcullis.settings.value.ZoneMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project's own {@code Pulumi.yaml} and {@code Pulumi.dev.yaml} against {@code settings}. */
class ContractTest {
    private static final Path PROJECT = Path.of("");
    private static final String MINIMAL = """
            config:
              aws:region: eu-west-1
              portcullis:hostname: llm.example.com
              portcullis:cloudflareAccountId: 0123456789abcdef0123456789abcdef
              portcullis:cloudflareZoneId: fedcba9876543210fedcba9876543210
              portcullis:clients: {ci: {duration: 2160h}}
              portcullis:alertEmail: alerts@example.com
              portcullis:availabilityZone: eu-west-1b
              portcullis:bedrockGeography: eu
            """;
    private static final String TWELVE_MISTAKES = """
            config:
              aws:region: eu-west-1
              portcullis:hostname: https://llm.example.com
              portcullis:cloudflareAccountId: 0123
              portcullis:cloudflarePlan: fre
              portcullis:clients: {CI: {duration: 90d}}
              portcullis:allowedCidrs: [203.0.113.1/24]
              portcullis:corsOrigins: ["*"]
              portcullis:alertEmail: nobody
              portcullis:availabilityZone: us-east-1a
              portcullis:instanceTyp: t4g.small
              portcullis:bedrockGeography: us
            """;

    private final Problems problems = new Problems();

    @TempDir
    Path dir;

    @Test
    void what_is_declared_is_read_and_what_is_read_is_declared() {
        assertThat(Contract.read(PROJECT.resolve("Pulumi.yaml")))
                .extracting(DeclaredKey::name)
                .containsExactlyInAnyOrderElementsOf(Settings.keys());
    }

    @Test
    void every_declared_key_is_described_in_a_sentence() {
        assertThat(Contract.read(PROJECT.resolve("Pulumi.yaml")))
                .allSatisfy(key -> assertThat(key.description()).matches("[A-Z0-9a-z].{20,}\\."));
    }

    /** The engine would ask an identity stack for a gateway's host name. */
    @Test
    void no_key_is_asked_for_by_the_engine_since_no_kind_of_stack_needs_them_all() {
        assertThat(Contract.read(PROJECT.resolve("Pulumi.yaml")))
                .allSatisfy(key -> assertThat(key.defaultValue()).as(key.name()).isPresent());
    }

    @Test
    void a_gateway_says_what_it_cannot_do_without() {
        assertThat(wanting(raw -> Settings.from(raw, "dev", problems)))
                .containsExactly(
                        "portcullis:hostname",
                        "portcullis:cloudflareAccountId",
                        "portcullis:cloudflareZoneId",
                        "portcullis:clients",
                        "portcullis:alertEmail",
                        "portcullis:availabilityZone",
                        "portcullis:bedrockGeography");
    }

    @Test
    void an_identity_stack_says_what_it_cannot_do_without() {
        assertThat(wanting(raw -> IdentitySettings.from(raw, "identity", problems)))
                .containsExactly("portcullis:gatewayStack", "portcullis:githubRepository");
    }

    private List<String> wanting(Function<Map<String, Object>, Optional<?>> read) {
        Map<String, Object> raw = new LinkedHashMap<>(StackFile.raw(PROJECT, write("config: {aws:region: eu-west-1}")));
        assertThat(read.apply(raw)).isEmpty();
        return problems.all().stream().map(Problem::where).toList();
    }

    /** The engine refuses a default that is not of the declared type, before the program starts. */
    @Test
    void every_default_is_of_its_declared_type() {
        assertThat(Contract.read(PROJECT.resolve("Pulumi.yaml")))
                .allSatisfy(key -> key.defaultValue()
                        .ifPresent(value -> assertThat(fits(key.type(), value))
                                .as("%s: %s %s", key.name(), key.type(), value)
                                .isTrue()));
    }

    @Test
    void the_required_keys_and_the_defaults_give_exactly_these_settings() {
        assertThat(settings(MINIMAL))
                .isEqualTo(new Settings(
                        "dev",
                        new AccountSettings(new Region("eu-west-1"), false, Optional.empty()),
                        new EdgeSettings(
                                new Hostname("llm.example.com"),
                                new Cloudflare(
                                        new CloudflareId("0123456789abcdef0123456789abcdef"),
                                        new CloudflareId("fedcba9876543210fedcba9876543210"),
                                        CloudflarePlan.FREE,
                                        ZoneMode.DEDICATED,
                                        Optional.empty(),
                                        false),
                                List.of(),
                                List.of(),
                                false,
                                new ZoneSettings(false, true, false, false, false)),
                        List.of(new Client(
                                new ClientName("ci"), new GoDuration("2160h"), 1, Optional.empty(), Optional.empty())),
                        Optional.empty(),
                        new ModelSettings(Geography.EU, Set.of(), Optional.empty()),
                        new SpendSettings(
                                new Email("alerts@example.com"),
                                Usd.ofDollars(10),
                                Usd.ofDollars(50),
                                Usd.ofDollars(10),
                                Usd.ofDollars(75),
                                Usd.ofDollars(30),
                                8192,
                                Optional.empty()),
                        new HostSettings(
                                new InstanceType("t4g.small"),
                                10,
                                8,
                                Optional.empty(),
                                new AvailabilityZone("eu-west-1b"),
                                Optional.of(Duration.ofMinutes(30)),
                                Optional.empty(),
                                Optional.of(40),
                                Optional.empty()),
                        Map.of()));
    }

    @Test
    void the_example_of_an_identity_stack_is_valid() {
        Optional<IdentitySettings> settings =
                IdentitySettings.from(StackFile.raw(PROJECT, "identity"), "identity", problems);

        assertThat(problems.all()).isEmpty();
        assertThat(settings.orElseThrow().gatewayStack()).isEqualTo(new StackName("dev"));
    }

    @Test
    void the_example_stack_is_valid() {
        Optional<Settings> settings = Settings.from(StackFile.raw(PROJECT, "dev"), "dev", problems);

        assertThat(problems.all()).isEmpty();
        assertThat(settings.orElseThrow().clients())
                .extracting(client -> client.name().value())
                .containsExactly("ci", "laptop");
    }

    @Test
    void twelve_mistakes_are_told_in_one_message() {
        assertThatThrownBy(() -> settings(TWELVE_MISTAKES))
                .isInstanceOf(BadInput.class)
                .hasMessage("""
                        12 problems:
                        portcullis:instanceTyp: expected a known key, got 'instanceTyp'
                          Did you mean 'instanceType'?
                        portcullis:hostname: expected a fully qualified host name such as llm.example.com, got 'https://llm.example.com'
                          Run: pulumi config set portcullis:hostname llm.example.com
                        portcullis:cloudflareAccountId: expected 32 lower-case hexadecimal digits, from the zone's overview page at Cloudflare, got '83'
                          Run: pulumi config set portcullis:cloudflareAccountId <account id>
                        portcullis:cloudflareZoneId: expected 32 lower-case hexadecimal digits, from the zone's overview page at Cloudflare, got an empty value
                          Run: pulumi config set portcullis:cloudflareZoneId <zone id>
                        portcullis:cloudflarePlan: expected one of free, pro, business, enterprise, got 'fre'
                          Did you mean 'free'?
                        portcullis:clients.CI: expected a name of 1 to 30 lower-case letters, digits and single hyphens, a letter first, got 'CI'
                          Rename the client
                        portcullis:clients.CI.duration: expected how long the token lives, from 1h to 87600h such as 8760h, got '90d'
                          Run: pulumi config set --path 'portcullis:clients.CI.duration' 8760h
                        portcullis:allowedCidrs[0]: expected an address block such as 203.0.113.0/24, host bits zero, longer than /0, got '203.0.113.1/24'
                          Run: pulumi config set --path 'portcullis:allowedCidrs[0]' 203.0.113.0/24
                        portcullis:corsOrigins[0]: expected an https origin such as https://app.example.com, without path, wildcard or port 443, got '*'
                          Run: pulumi config set --path 'portcullis:corsOrigins[0]' https://app.example.com
                        portcullis:alertEmail: expected a mail address such as alerts@example.com, got 'nobody'
                          Run: pulumi config set portcullis:alertEmail alerts@example.com
                        portcullis:availabilityZone: expected a zone of aws:region eu-west-1, got 'us-east-1a'
                          Run: pulumi config set portcullis:availabilityZone eu-west-1a
                        portcullis:bedrockGeography: expected eu or global, which aws:region eu-west-1 can call, got 'us'
                          Run: pulumi config set portcullis:bedrockGeography eu""");
    }

    private Settings settings(String stackFile) {
        Optional<Settings> settings = Settings.from(StackFile.raw(PROJECT, write(stackFile)), "dev", problems);
        problems.throwIfAny();
        return settings.orElseThrow();
    }

    private Path write(String stackFile) {
        try {
            return Files.writeString(dir.resolve("stack.yaml"), stackFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean fits(String type, Object value) {
        return switch (type) {
            case "integer" -> value instanceof String text && text.matches("0|[1-9][0-9]*");
            case "boolean" -> "true".equals(value) || "false".equals(value);
            case "array" -> value instanceof List;
            case "object" -> value instanceof Map;
            default -> value instanceof String;
        };
    }
}
