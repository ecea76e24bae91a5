package dev.portcullis.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One wrong value in a configuration that is right otherwise gives one problem, word for word. */
class RefusedValuesTest {
    private static final String AWAKE =
            "up to 7 times that do not overlap and end by 24:00, and a time zone of the IANA database, such as Mon-Fri"
                    + " 08:00-18:00 Europe/Berlin, or \"\"";
    private static final String AT_WORK = "Run: pulumi config set portcullis:awake 'Mon-Fri 08:00-18:00 Europe/Berlin'";
    private static final String RUN = "Run: pulumi config set portcullis:";
    private static final String HOSTNAME = "a fully qualified host name such as llm.example.com";
    private static final String ID = "32 lower-case hexadecimal digits, from the zone's overview page at Cloudflare";
    private static final String CIDR = "an address block such as 203.0.113.0/24, host bits zero, longer than /0";
    private static final String ORIGIN =
            "an https origin such as https://app.example.com, without path, wildcard or port 443";
    private static final String INSTANCE =
            "a type with at least 2 GiB of the families t4g, c7g, c8g, m7g, m8g, r7g or r8g,"
                    + " since the host image is arm64";
    private static final String IDLE = "a duration from 15m to 24h such as 30m, or off";
    private static final String RETENTION = "one of CloudWatch's numbers of days: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150,"
            + " 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653";
    private static final String ARN = "an ARN such as arn:aws:ce::123456789012:anomalymonitor/<uuid>, or \"\"";
    private static final String TEAM = "a team name alone, the part before .cloudflareaccess.com, or \"\"";
    private static final String GIB = "a whole number of GiB from 8 to 16384";
    private static final String SNAPSHOT = "a snapshot id such as snap-0123456789abcdef0, or \"\"";

    static Stream<Arguments> values() {
        return Stream.of(
                row(
                        "hostname",
                        "https://llm.example.com",
                        HOSTNAME,
                        "'https://llm.example.com'",
                        RUN + "hostname llm.example.com"),
                row("hostname", "", HOSTNAME, "an empty value", RUN + "hostname llm.example.com"),
                row("hostname", List.of(), HOSTNAME, "a list", RUN + "hostname llm.example.com"),
                row("hostname", Map.of(), HOSTNAME, "a mapping", RUN + "hostname llm.example.com"),
                row("hostname", "a\nb", HOSTNAME, "'a?b'", RUN + "hostname llm.example.com"),
                row(
                        "hostname",
                        "a.".repeat(40) + "x",
                        HOSTNAME,
                        "'a.a.a.a.a.a.a.a.a.a.…' (81 characters)",
                        RUN + "hostname llm.example.com"),
                row(
                        "cloudflareAccountId",
                        "0123456789ABCDEF0123456789ABCDEF",
                        ID,
                        "'0123456789ABCDEF0123456789ABCDEF'",
                        RUN + "cloudflareAccountId <account id>"),
                row(
                        "cloudflareZoneId",
                        "example_token_0123456789abcdefghijklmnopqr",
                        ID,
                        "a text of 42 characters, not shown because it could be a secret",
                        RUN + "cloudflareZoneId <zone id>"),
                row("cloudflarePlan", "Pro", "one of free, pro, business, enterprise", "'Pro'", "Did you mean 'pro'?"),
                row("zone", true, "one of dedicated, shared", "'true'", RUN + "zone dedicated"),
                row(
                        "teamName",
                        "team.cloudflareaccess.com",
                        TEAM,
                        "'team.cloudflareaccess.com'",
                        RUN + "teamName <team>"),
                row(
                        "alertEmail",
                        "Jo <jo@example.com>",
                        "a mail address such as alerts@example.com",
                        "'Jo <jo@example.com>'",
                        RUN + "alertEmail alerts@example.com"),
                row("capDayUsd", "0", "a whole number of US dollars from 1 to 100000", "'0'", RUN + "capDayUsd 10"),
                row("capDayUsd", 2.5, "a whole number of US dollars from 1 to 100000", "'2.5'", RUN + "capDayUsd 10"),
                row(
                        "warnAccountMonthUsd",
                        "1000001",
                        "a whole number of US dollars from 1 to 1000000",
                        "'1000001'",
                        RUN + "warnAccountMonthUsd 75"),
                row(
                        "breakerUsd",
                        300_001,
                        "a whole number of US dollars from 0 to 300000",
                        "'300001'",
                        RUN + "breakerUsd 30"),
                row(
                        "breakerUsd",
                        10,
                        "more US dollars than capDayUsd, which is 25",
                        "10",
                        "Raise it, or write 0 for three times the larger of capDayUsd and warnModelsDayUsd"),
                row(
                        "defaultMaxTokens",
                        "0",
                        "a whole number of tokens from 1 to 999999",
                        "'0'",
                        RUN + "defaultMaxTokens 8192"),
                row(
                        "anomalyMonitorArn",
                        "arn:aws:sns:eu-west-1:123456789012:x",
                        ARN,
                        "'arn:aws:sns:eu-west-1:123456789012:x'",
                        RUN + "anomalyMonitorArn <ARN>"),
                row(
                        "availabilityZone",
                        "ap-southeast-2",
                        "an availability zone such as eu-west-1a",
                        "'ap-southeast-2'",
                        RUN + "availabilityZone ap-southeast-2a"),
                row(
                        "availabilityZone",
                        "eu-west-1a",
                        "a zone of aws:region ap-southeast-2",
                        "'eu-west-1a'",
                        RUN + "availabilityZone ap-southeast-2a"),
                row("instanceType", "t3.small", INSTANCE, "'t3.small'", RUN + "instanceType t4g.small"),
                row("instanceType", "t4g.micro", INSTANCE, "'t4g.micro'", RUN + "instanceType t4g.small"),
                row("rootVolumeGiB", "7", GIB, "'7'", RUN + "rootVolumeGiB 10"),
                row("dataVolumeGiB", "16385", GIB, "'16385'", RUN + "dataVolumeGiB 8"),
                row(
                        "dataVolumeSnapshotId",
                        "snap-xyz",
                        SNAPSHOT,
                        "'snap-xyz'",
                        RUN + "dataVolumeSnapshotId snap-0123456789abcdef0"),
                row("idleStopAfter", "14m59s", IDLE, "'14m59s'", RUN + "idleStopAfter 30m"),
                row("idleStopAfter", "24h1s", IDLE, "'24h1s'", RUN + "idleStopAfter 30m"),
                row("idleStopAfter", "PT30M", IDLE, "'PT30M'", RUN + "idleStopAfter 30m"),
                row("logs", "CloudWatch", "one of none, cloudwatch", "'CloudWatch'", "Did you mean 'cloudwatch'?"),
                row("logsRetentionDays", "31", RETENTION, "'31'", RUN + "logsRetentionDays 30"),
                row("logsRetentionDays", "0", RETENTION, "'0'", RUN + "logsRetentionDays 30"),
                row("wake", "yes", "one of none, worker", "'yes'", RUN + "wake worker"),
                row("wakesPerDay", "0", "a whole number from 1 to 999", "'0'", RUN + "wakesPerDay 40"),
                row(
                        "awake",
                        "Mon-Fri 18:00-08:00 Europe/Berlin",
                        AWAKE,
                        "'Mon-Fri 18:00-08:00 Europe/Berlin'",
                        AT_WORK),
                row("awake", "Mon 08:00-18:00", AWAKE, "'Mon 08:00-18:00'", AT_WORK),
                row("awake", "Mon 08:00-18:00 +01:00", AWAKE, "'Mon 08:00-18:00 +01:00'", AT_WORK),
                row(
                        "awake",
                        "Mon-Wed 08:00-09:00, Tue 08:30-10:00 UTC",
                        AWAKE,
                        "'Mon-Wed 08:00-09:00, Tue 08:30-10:00 UTC'",
                        AT_WORK),
                row("wakesPerDay", "1000", "a whole number from 1 to 999", "'1000'", RUN + "wakesPerDay 40"),
                row(
                        "bedrockGeography",
                        "asia",
                        "one of us, eu, apac, jp, au, global",
                        "'asia'",
                        RUN + "bedrockGeography au"),
                row(
                        "bedrockGeography",
                        "",
                        "one of us, eu, apac, jp, au, global",
                        "an empty value",
                        RUN + "bedrockGeography au"),
                row(
                        "bedrockGeography",
                        "eu",
                        "au or apac or global, which aws:region ap-southeast-2 can call",
                        "'eu'",
                        RUN + "bedrockGeography au"),
                row(
                        "guardrail",
                        "gr0abc1def2gh",
                        "a mapping with id and version, or {}",
                        "'gr0abc1def2gh'",
                        "Run: pulumi config set --path 'portcullis:guardrail.id' <guardrail id>"),
                row("auditTrail", "yes", "true or false", "'yes'", RUN + "auditTrail false"),
                row("zoneMinTls12", "True", "true or false", "'True'", RUN + "zoneMinTls12 false"),
                row("zoneMinTls12", 1, "true or false", "'1'", RUN + "zoneMinTls12 false"),
                row("zoneAlwaysHttps", "", "true or false", "an empty value", RUN + "zoneAlwaysHttps false"),
                row("zoneBotFightModeOff", "off", "true or false", "'off'", RUN + "zoneBotFightModeOff false"),
                row(
                        "identityStack",
                        "Identity",
                        "the name of the identity stack of this account, or \"\"",
                        "'Identity'",
                        RUN + "identityStack identity"),
                row("identityStack", "prod", "another stack than this one", "'prod'", RUN + "identityStack identity"),
                row(
                        "allowedCidrs",
                        "203.0.113.0/24",
                        "a list of address blocks",
                        "'203.0.113.0/24'",
                        "Run: pulumi config set --path 'portcullis:allowedCidrs[0]' 203.0.113.0/24"),
                row(
                        "corsOrigins",
                        Map.of(),
                        "a list of https origins",
                        "a mapping",
                        "Run: pulumi config set --path 'portcullis:corsOrigins[0]' https://app.example.com"),
                row(
                        "disabledCapabilities",
                        "images",
                        "a list of capabilities",
                        "'images'",
                        "Run: pulumi config set --path 'portcullis:disabledCapabilities[0]' images"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_wrong_value_gives_one_problem(String key, Object value, String expected, String given, String remedy) {
        assertThat(problemsWith(key, value)).containsExactly(new Problem("portcullis:" + key, expected, given, remedy));
    }

    static Stream<Arguments> items() {
        return Stream.of(
                row("allowedCidrs", "203.0.113.1/24", CIDR, "'203.0.113.1/24'", "203.0.113.0/24"),
                row("allowedCidrs", "0.0.0.0/0", CIDR, "'0.0.0.0/0'", "203.0.113.0/24"),
                row("corsOrigins", "*", ORIGIN, "'*'", "https://app.example.com"),
                row(
                        "corsOrigins",
                        "https://*.example.com",
                        ORIGIN,
                        "'https://*.example.com'",
                        "https://app.example.com"),
                row(
                        "corsOrigins",
                        "http://app.example.com",
                        ORIGIN,
                        "'http://app.example.com'",
                        "https://app.example.com"),
                row(
                        "corsOrigins",
                        "https://app.example.com/",
                        ORIGIN,
                        "'https://app.example.com/'",
                        "https://app.example.com"),
                row("disabledCapabilities", "Sound", "a capability such as images", "'Sound'", "images"));
    }

    @ParameterizedTest
    @MethodSource("items")
    void a_wrong_item_is_named_by_its_place(String key, String item, String expected, String given, String set) {
        String first =
                RawSample.typed().get("portcullis:" + key) instanceof List<?> list ? String.valueOf(list.get(0)) : "";

        assertThat(problemsWith(key, List.of(first, item)))
                .containsExactly(new Problem(
                        "portcullis:" + key + "[1]",
                        expected,
                        given,
                        "Run: pulumi config set --path 'portcullis:" + key + "[1]' " + set));
    }

    @ParameterizedTest
    @CsvSource({
        "allowedCidrs, 203.0.113.0/24",
        "corsOrigins, https://app.example.com",
        "disabledCapabilities, images",
    })
    void an_item_that_stands_there_twice_is_refused(String key, String item) {
        assertThat(problemsWith(key, List.of(item, item)))
                .containsExactly(new Problem(
                        "portcullis:" + key + "[1]",
                        "each value once",
                        "'" + item + "'",
                        "Remove it, since it stands above already"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+10", "-10", " 10", "10 ", "010", "1e1", "10.5", "ten", "", "9999999999", "1_0", "٨"})
    void a_number_is_digits_and_nothing_else(String text) {
        assertThat(problemsWith("rootVolumeGiB", text))
                .extracting(Problem::where)
                .containsExactly("portcullis:rootVolumeGiB");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e300, 10.5, -10})
    void a_number_that_json_can_hold_and_a_volume_cannot_is_refused(double number) {
        assertThat(problemsWith("rootVolumeGiB", number))
                .extracting(Problem::where)
                .containsExactly("portcullis:rootVolumeGiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-gov-west-1", "cn-north-1", "eu-west", "EU-WEST-1", "eusc-de-east-1", "eu-west-1a", ""})
    void a_region_outside_the_commercial_partition_is_refused(String region) {
        Map<String, Object> raw = RawSample.typed();
        raw.put("aws:region", region);

        assertThat(problems(raw)).singleElement().satisfies(problem -> {
            assertThat(problem.where()).isEqualTo("aws:region");
            assertThat(problem.expected()).isEqualTo("a region of AWS's commercial partition such as eu-west-1");
            assertThat(problem.remedy()).isEqualTo("Run: pulumi config set aws:region eu-west-1");
        });
    }

    private static Arguments row(String key, Object value, String expected, String given, String remedy) {
        return arguments(key, value, expected, given, remedy);
    }

    private static List<Problem> problemsWith(String key, Object value) {
        Map<String, Object> raw = RawSample.typed();
        raw.put("portcullis:" + key, value);
        return problems(raw);
    }

    private static List<Problem> problems(Map<String, Object> raw) {
        Problems problems = new Problems();
        assertThat(Settings.from(raw, "prod", problems)).isEmpty();
        return problems.all();
    }
}
