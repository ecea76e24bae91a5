package dev.portcullis.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.IdentitySettings;
import dev.portcullis.settings.Settings;
import dev.portcullis.stackfile.Contract;
import dev.portcullis.stackfile.StackFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docs/pulumi-stack.schema.json} is the generated one, and says of a value what the program says of it. */
final class StackSchemaTest {
    private static final Path FILE = Path.of("docs/pulumi-stack.schema.json");
    private static final String UUID = "01234567-89ab-cdef-0123-456789abcdef";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(new StackSchema().json());

    @Test
    void the_committed_schema_is_the_generated_one() throws IOException {
        String made = new StackSchema().text();
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(FILE, made);
        }
        assertThat(Files.readString(FILE))
                .as("this test with -Ddocs.write=true writes it")
                .isEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "identity"})
    void the_example_stacks_are_valid_and_name_the_schema(String stack) throws IOException {
        String text = Files.readString(Path.of("Pulumi." + stack + ".yaml"));

        assertThat(mistakes(yaml(stack))).isEmpty();
        assertThat(text).startsWith("# yaml-language-server: $schema=" + FILE + "\n");
    }

    @Test
    void a_stack_without_a_key_that_it_needs_is_refused_by_its_kind() {
        assertThat(mistakes(Map.of("config", Map.of("aws:region", "eu-west-1"))))
                .contains("$.config: required property 'portcullis:hostname' not found")
                .hasSize(7);
        assertThat(mistakes(Map.of("config", Map.of("aws:region", "eu-west-1", "portcullis:stack", "identity"))))
                .containsExactlyInAnyOrder(
                        "$.config: required property 'portcullis:gatewayStack' not found",
                        "$.config: required property 'portcullis:githubRepository' not found");
    }

    @Test
    void an_unknown_setting_and_an_unknown_block_are_refused() {
        Map<String, Object> config = config("dev");
        config.put("portcullis:instanceTyp", "t4g.small");

        assertThat(mistakes(Map.of("config", config, "confg", Map.of())))
                .containsExactlyInAnyOrder(
                        "$.config: property 'portcullis:instanceTyp' is not defined in the schema and the schema does not allow additional properties",
                        "$: property 'confg' is not defined in the schema and the schema does not allow additional properties");
    }

    /** A setting, values that both take, and values that both refuse. */
    static Stream<Arguments> values() {
        Stream<Arguments> given = Stream.of(
                arguments("hostname", List.of("a.b.example.com"), List.of("https://llm.example.com", "llm", 5)),
                arguments("cloudflareZoneId", List.of("0".repeat(32)), List.of("0123", "A".repeat(32))),
                arguments("cloudflarePlan", List.of("pro", "business", "enterprise"), List.of("Pro", "")),
                arguments("zone", List.of("shared"), List.of("both", true)),
                arguments("teamName", List.of("", "example-team"), List.of("team.cloudflareaccess.com")),
                arguments(
                        "clients",
                        List.of(
                                Map.of("a", Map.of("duration", "1h")),
                                Map.of("a", Map.of("duration", "1h30m", "secretVersion", 2, "emergency", true)),
                                Map.of("a", Map.of("duration", "1h", "key", Map.of("day", 5, "models", List.of("*")))),
                                Map.of(
                                        "a",
                                        Map.of(
                                                "duration",
                                                "24h",
                                                "secretVersion",
                                                "3",
                                                "graceUntil",
                                                "2027-01-31T12:00:00+02:00"))),
                        List.of(
                                Map.of("A", Map.of("duration", "1h")),
                                Map.of("a", Map.of()),
                                Map.of("a", Map.of("duration", "90d")),
                                Map.of("a", Map.of("duration", "")),
                                Map.of("a", Map.of("duration", "1h", "key", Map.of())),
                                Map.of("a", Map.of("duration", "1h", "key", Map.of("day", "5", "budget", 1))),
                                Map.of("a", Map.of("duration", "1h", "key", Map.of("day", "-5"))),
                                Map.of("a", Map.of("duration", "1h", "token", "x")),
                                Map.of("a", Map.of("duration", "1h", "secretVersion", 0)),
                                Map.of("a", "1h"))),
                arguments(
                        "operators",
                        List.of(
                                Map.of(),
                                Map.of("jo", Map.of("email", "jo@example.com", "scope", "all")),
                                Map.of("staff", Map.of("emailDomain", "example.com", "scope", "read")),
                                Map.of("sre", Map.of("group", UUID))),
                        List.of(
                                List.of("jo@example.com"),
                                Map.of("Jo", Map.of("email", "jo@example.com", "scope", "all")),
                                Map.of("jo", "jo@example.com"),
                                Map.of("jo", Map.of("scope", "all")),
                                Map.of("jo", Map.of("email", "jo@example.com")),
                                Map.of("jo", Map.of("email", "jo", "scope", "all")),
                                Map.of("jo", Map.of("email", "jo@example.com", "scope", "write")),
                                Map.of("jo", Map.of("email", "jo@example.com", "scope", "all", "role", "x")),
                                Map.of("sre", Map.of("group", UUID, "scope", "read")),
                                Map.of("sre", Map.of("group", "sre")))),
                arguments("adminHostname", List.of("", "ops.example.com"), List.of("ops", "https://ops.example.com")),
                arguments("operatorIdentityProviders", List.of(List.of(), List.of(UUID)), List.of(UUID, List.of("g"))),
                arguments(
                        "operatorsToken",
                        List.of(Map.of(), Map.of("duration", "24h"), Map.of("secretVersion", 2, "emergency", true)),
                        List.of("24h", Map.of("duration", "90d"), Map.of("key", "x"), Map.of("secretVersion", 0))),
                arguments("webhooks", List.of(Map.of()), List.of(List.of("slack"), Map.of("ops", "mail"))),
                arguments(
                        "webhookSecrets",
                        List.of(Map.of()),
                        List.of(
                                "https://hooks.slack.com/services/x",
                                Map.of("ops", Map.of("url", "https://hooks.slack.com/services/x")))),
                arguments(
                        "allowedCidrs",
                        List.of(List.of(), List.of("203.0.113.0/24", "2001:db8::/32")),
                        List.of("203.0.113.0/24", List.of("everyone"))),
                arguments(
                        "corsOrigins",
                        List.of(List.of("https://app.example.com:8443")),
                        List.of(List.of("*"), List.of("http://app.example.com"))),
                arguments(
                        "guardrail",
                        List.of(
                                Map.of(),
                                Map.of("id", "gr0abc1def2gh", "version", 1),
                                Map.of("id", "gr0abc1def2gh", "version", "99999999")),
                        List.of(
                                "gr0abc1def2gh",
                                Map.of("id", "gr0abc1def2gh"),
                                Map.of("version", 1),
                                Map.of("id", "gr0abc1def2gh", "version", "DRAFT"),
                                Map.of("id", "gr0abc1def2gh", "version", 0),
                                Map.of("id", "gr0abc1def2gh", "version", 100_000_000),
                                Map.of("id", "", "version", 1),
                                Map.of(
                                        "id",
                                        "arn:aws:bedrock:eu-west-1:123456789012:guardrail/gr0abc1def2gh",
                                        "version",
                                        1),
                                Map.of("id", "gr0abc1def2gh", "version", 1, "trace", "enabled"))),
                arguments("disabledCapabilities", List.of(List.of("images")), List.of(List.of("Images"), "images")),
                arguments("alertEmail", List.of("a+b@example.com"), List.of("nobody", "Jo <jo@example.com>")),
                arguments("anomalyMonitorArn", List.of(""), List.of("arn:aws:sns:eu-west-1:123456789012:x")),
                arguments("availabilityZone", List.of("eu-west-1c"), List.of("eu-west-1", "")),
                arguments("instanceType", List.of("t4g.medium", "m8g.large"), List.of("t3.small", "t4g")),
                arguments("dataVolumeSnapshotId", List.of("", "snap-0123456789abcdef0"), List.of("snap-xyz")),
                arguments("idleStopAfter", List.of("off", "15m", "1h30m"), List.of("PT30M", "", "30")),
                arguments("logs", List.of("none", "cloudwatch"), List.of("s3", true)),
                arguments("logsRetentionDays", List.of(1, 30, "3653"), List.of(0, 2, "31", "many")),
                arguments("breakerUsd", List.of(0, 30, "300000"), List.of(-1, 300_001, 8.5, "many", "")),
                arguments("wake", List.of("", "none", "worker"), List.of("Worker", "yes", true)),
                arguments(
                        "awake",
                        List.of("", "Mon-Fri 08:00-18:00 Europe/Berlin", "Sat 10:00-12:00, Sun 00:00-24:00 UTC"),
                        List.of("Mon-Fri 08:00-18:00", "8-18 UTC", "mon 08:00-18:00 UTC", true)),
                arguments("bedrockGeography", List.of("global"), List.of("asia", "")),
                arguments("identityStack", List.of("", "identity"), List.of("Identity")));
        return Stream.concat(given, Stream.concat(integers(), booleans()));
    }

    private static Stream<Arguments> integers() {
        return Stream.of(
                        "capDayUsd",
                        "capMonthUsd",
                        "warnModelsDayUsd",
                        "warnAccountMonthUsd",
                        "defaultMaxTokens",
                        "rootVolumeGiB",
                        "dataVolumeGiB",
                        "wakesPerDay")
                .map(name -> {
                    var range = SettingForms.of(name, "integer").path("anyOf").path(0);
                    int least = range.path("minimum").intValue();
                    int most = range.path("maximum").intValue();
                    return arguments(
                            name,
                            List.of(least, most, String.valueOf(least)),
                            List.of(least - 1, most + 1, 8.5, "many", ""));
                });
    }

    private static Stream<Arguments> booleans() {
        return Contract.read(Path.of("Pulumi.yaml")).stream()
                .filter(key -> key.type().equals("boolean") && !key.name().equals("githubProviderExists"))
                .map(key -> arguments(key.name(), List.of(true, false, "true"), List.of("yes", 1, "")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void the_schema_and_the_program_agree_on_a_value(String name, List<Object> taken, List<Object> refused) {
        taken.forEach(value ->
                assertThat(verdicts("dev", name, value)).as("%s", value).containsExactly(true, true));
        refused.forEach(value ->
                assertThat(verdicts("dev", name, value)).as("%s", value).containsExactly(false, false));
    }

    static Stream<Arguments> identityValues() {
        return Stream.of(
                arguments("gatewayStack", List.of("prod"), List.of("Prod", "")),
                arguments("githubRepository", List.of("a/b", "a@1/b@2"), List.of("a", "https://github.com/a/b")),
                arguments("mainBranch", List.of("release/1"), List.of("*", "")),
                arguments("previewEnvironment", List.of("review"), List.of("a:b", "")),
                arguments("deployEnvironment", List.of("live"), List.of("a b")),
                arguments("githubProviderExists", List.of(true, "false"), List.of("yes")),
                arguments("readonlyUsers", List.of(List.of()), List.of("x", List.of("jo"))),
                arguments("operatorUsers", List.of(List.of("arn:aws:iam::123456789012:user/jo")), List.of(List.of(1))),
                arguments("deployerUsers", List.of(List.of()), List.of(List.of("arn:aws:iam::123456789012:role/jo"))));
    }

    @ParameterizedTest
    @MethodSource("identityValues")
    void they_agree_on_the_values_of_an_identity_stack(String name, List<Object> taken, List<Object> refused) {
        taken.forEach(value ->
                assertThat(verdicts("identity", name, value)).as("%s", value).containsExactly(true, true));
        refused.forEach(value ->
                assertThat(verdicts("identity", name, value)).as("%s", value).containsExactly(false, false));
    }

    @Test
    void every_setting_has_been_compared() {
        Set<String> compared = Stream.concat(values(), identityValues())
                .map(values -> String.valueOf(values.get()[0]))
                .collect(Collectors.toSet());
        assertThat(Contract.read(Path.of("Pulumi.yaml")))
                .extracting(key -> key.name())
                // Both are compared with every stack: the kind, and an id beside the one that is.
                .filteredOn(name -> !List.of("stack", "cloudflareAccountId").contains(name))
                .isSubsetOf(compared);
    }

    /** The schema's verdict, then the program's. */
    private static List<Boolean> verdicts(String stack, String name, Object value) {
        Map<String, Object> config = config(stack);
        config.put(StackSchema.NAMESPACE + name, value);
        Map<String, Object> withDefaults = new TreeMap<>(StackFile.raw(Path.of(""), stack));
        withDefaults.put(StackSchema.NAMESPACE + name, value);
        Problems problems = new Problems();
        if (stack.equals("dev")) {
            Settings.from(withDefaults, stack, problems);
        } else {
            IdentitySettings.from(withDefaults, stack, problems);
        }
        return List.of(
                mistakes(Map.of("config", config)).isEmpty(), problems.all().isEmpty());
    }

    /** As the file has it, since the defaults of the other kind of stack are empty. */
    private static Map<String, Object> config(String stack) {
        Map<String, Object> config = new TreeMap<>();
        yaml(stack).path("config").properties().forEach(field -> config.put(field.getKey(), field.getValue()));
        return config;
    }

    private static JsonNode yaml(String stack) {
        try {
            return JSON.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(Path.of("Pulumi." + stack + ".yaml"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> mistakes(Object stackFile) {
        return SCHEMA.validate(JSON.valueToTree(stackFile)).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
