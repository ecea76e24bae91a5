package dev.portcullis.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.GoDuration;
import dev.portcullis.settings.value.SecureValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientsTest {
    private static final String AT = "portcullis:clients";
    private static final String SET = "Run: pulumi config set --path 'portcullis:clients.ci.";
    private static final String LIFE = "how long the token lives, from 1h to 87600h such as 8760h";

    private final Problems problems = new Problems();

    @Test
    void a_duration_is_all_that_a_client_needs() {
        assertThat(read(Map.of("ci", Map.of("duration", "2160h"))))
                .contains(List.of(new Client(
                        new ClientName("ci"), new GoDuration("2160h"), 1, Optional.empty(), Optional.empty())));
    }

    @Test
    void fifty_clients_fit_and_fifty_one_do_not() {
        assertThat(read(clients(50)).orElseThrow()).hasSize(50);
        assertThat(read(clients(51))).isEmpty();
        assertThat(problems.all())
                .containsExactly(new Problem(AT, "at most 50 clients", "51 of them", "Remove those no longer used"));
    }

    static Stream<Arguments> wholes() {
        return Stream.of(arguments(Map.of(), "a mapping"), arguments(List.of("ci"), "a list"), arguments("ci", "'ci'"));
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void no_client_at_all_is_refused(Object clients, String given) {
        assertThat(read(clients)).isEmpty();
        assertThat(problems.all())
                .containsExactly(new Problem(
                        AT,
                        "at least one client with its duration",
                        given,
                        "Run: pulumi config set --path 'portcullis:clients.laptop.duration' 8760h"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CI", "1ci", "ci_2", "ci-", "a--b", "a-name-of-more-than-thirty-chars"})
    void a_name_is_lower_case_kebab(String name) {
        assertThat(read(Map.of(name, Map.of("duration", "1h")))).isEmpty();
        assertThat(problems.all())
                .containsExactly(new Problem(
                        AT + "." + name,
                        "a name of 1 to 30 lower-case letters, digits and single hyphens, a letter first",
                        "'" + name + "'",
                        "Rename the client"));
    }

    static Stream<Arguments> fields() {
        return Stream.of(
                arguments(Map.of(), "duration", LIFE, "nothing", SET + "duration' 8760h"),
                arguments(Map.of("duration", "59m"), "duration", LIFE, "'59m'", SET + "duration' 8760h"),
                arguments(Map.of("duration", "87601h"), "duration", LIFE, "'87601h'", SET + "duration' 8760h"),
                arguments(Map.of("duration", "365d"), "duration", LIFE, "'365d'", SET + "duration' 8760h"),
                arguments(
                        Map.of("duration", "1h", "secretVersion", 0),
                        "secretVersion",
                        "a whole number from 1 to 1000",
                        "'0'",
                        SET + "secretVersion' 1"),
                arguments(
                        Map.of("duration", "1h", "secretVersion", 2),
                        "graceUntil",
                        "a time until which the previous secret still works",
                        "nothing",
                        SET + "graceUntil' 2027-01-31T00:00:00Z, or set emergency to true to end it at once"),
                arguments(
                        Map.of("duration", "1h", "secretVersion", 2, "emergency", false),
                        "graceUntil",
                        "a time until which the previous secret still works",
                        "nothing",
                        SET + "graceUntil' 2027-01-31T00:00:00Z, or set emergency to true to end it at once"),
                arguments(
                        Map.of("duration", "1h", "secretVersion", 2, "graceUntil", "2027-02-31"),
                        "graceUntil",
                        "a date such as 2027-01-01 or an RFC 3339 time such as 2027-01-01T09:30:00Z",
                        "'2027-02-31'",
                        SET + "graceUntil' 2027-01-31T00:00:00Z"),
                arguments(
                        Map.of(
                                "duration",
                                "1h",
                                "secretVersion",
                                2,
                                "graceUntil",
                                "2027-01-31T00:00:00Z",
                                "emergency",
                                true),
                        "emergency",
                        "graceUntil or emergency",
                        "both",
                        "Remove graceUntil to end the previous secret at once, else remove emergency"),
                arguments(
                        Map.of("duration", "1h", "graceUntil", "2027-01-31T00:00:00Z"),
                        "graceUntil",
                        "no graceUntil while secretVersion and keyVersion are 1",
                        "'2027-01-31T00:00:00Z'",
                        "Raise one of them to rotate, or remove it"),
                arguments(
                        Map.of("duration", "1h", "emergency", true),
                        "emergency",
                        "no emergency while secretVersion and keyVersion are 1",
                        "'true'",
                        "Raise one of them to rotate, or remove it"),
                arguments(
                        Map.of("duration", "1h", "secretversion", "hunter2"),
                        "secretversion",
                        "a known field",
                        "'secretversion'",
                        "Did you mean 'secretVersion'?"));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void a_wrong_field_is_named_with_its_client(
            Map<String, Object> client, String field, String expected, String given, String remedy) {
        assertThat(read(Map.of("ci", client))).isEmpty();
        assertThat(problems.all()).containsExactly(new Problem(AT + ".ci." + field, expected, given, remedy));
    }

    static Stream<Arguments> notMappings() {
        return Stream.of(
                arguments("8760h", "'8760h'", SET + "duration' 8760h"),
                arguments("", "an empty value", SET + "duration' 8760h"),
                arguments(SecureValue.HIDDEN, "an encrypted value", SET + "duration' 8760h --plaintext"));
    }

    @ParameterizedTest
    @MethodSource("notMappings")
    void a_client_is_a_mapping(Object client, String given, String remedy) {
        assertThat(read(Map.of("ci", client))).isEmpty();
        assertThat(problems.all())
                .containsExactly(new Problem(AT + ".ci", "a mapping with the field duration", given, remedy));
    }

    private Optional<List<Client>> read(Object clients) {
        Map<String, Object> raw = RawSample.typed();
        raw.put(AT, clients);
        return Settings.from(raw, "prod", problems).map(Settings::clients);
    }

    private static Map<String, Object> clients(int count) {
        Map<String, Object> clients = new TreeMap<>();
        IntStream.range(0, count).forEach(n -> clients.put("client-" + n, Map.of("duration", "1h")));
        return clients;
    }
}
