package dev.portcullis.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import dev.portcullis.plan.constraints.ProviderRules;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A value that a provider would refuse is a problem of the plan, like one of the settings. */
final class ProviderCheckTest {
    private static final Map<String, Object> ROTATED = Map.of(
            "portcullis:clients",
            Map.of(
                    "laptop", Map.of("duration", "8760h", "secretVersion", "2", "graceUntil", "2026-12-01T00:00:00Z"),
                    "ci", Map.of("duration", "8760h", "secretVersion", "3", "emergency", "true")));

    /** Between them they declare every type that the program knows. */
    static Stream<Map<String, Object>> gateways() {
        return Stream.of(
                Map.of(),
                ROTATED,
                OperatorsPlanTest.DOOR,
                Map.of("portcullis:zone", "shared", "portcullis:auditTrail", "true"),
                Map.of(
                        "portcullis:browserCheckOff", "true",
                        "portcullis:responseHeaders", "true",
                        "portcullis:zoneAlwaysHttps", "true",
                        "portcullis:zoneMinTls12", "true",
                        "portcullis:zoneBotFightModeOff", "true",
                        "portcullis:corsOrigins", List.of("https://chat.example.com"),
                        "portcullis:dataVolumeSnapshotId", "snap-0123456789abcdef0"));
    }

    @ParameterizedTest
    @MethodSource("gateways")
    void the_providers_accept_a_gateway_with_whatever_settings(Map<String, Object> changes) {
        assertThat(problems(ExampleStack.record(changes))).isEmpty();
    }

    @Test
    void the_providers_accept_an_identity_stack() {
        assertThat(problems(ExampleStack.identity(Map.of()))).isEmpty();
    }

    @Test
    void every_type_that_the_program_declares_has_rules() {
        ProviderRules rules = ProviderRules.ofProject();
        Stream<Declared> stacks =
                Stream.concat(gateways().map(ExampleStack::record), Stream.of(ExampleStack.identity(Map.of())));

        assertThat(stacks.flatMap(Declared::custom)
                        .map(RecordedResource::type)
                        .distinct()
                        .filter(type -> rules.of(type).isEmpty()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "edge-token-ci | clientSecretVersion | 2 | previousClientSecretExpiresAt beside it | none",
                "edge-token-ci | previousClientSecretExpiresAt | \"2026-12-30T00:00:00Z\" | clientSecretVersion beside it | none",
                "edge-token-ci | name | | a value | none",
                "edge-token-ci | clientId | \"x\" | nothing, since the provider answers it | 'x'",
                "edge-dns | colour | \"red\" | a property of cloudflare:index/dnsRecord:DnsRecord | 'colour'",
                "edge-dns | ttl | \"1\" | number | '1'",
                "edge-tunnel | configSrc | \"remote\" | one of local, cloudflare | 'remote'",
                "host-model-role | maxSessionDuration | 60 | at least 3600 | '60'",
                "host-instance | metadataOptions.httpTokens | \"yes\" | one of optional, required | 'yes'",
                "host-model-role | name | \"a b\" | a text of the form [\\w+=,.@-]+ | 'a b'",
            })
    void a_problem_names_resource_and_property(
            String name, String property, @Nullable String json, String expected, String given) {
        assertThat(problems(Broken.input(name, property, json))).anySatisfy(problem -> {
            assertThat(problem.where()).endsWith(" " + name + ": " + property);
            assertThat(problem.expected()).isEqualTo(expected);
            assertThat(problem.given()).isEqualTo(given);
            assertThat(problem.remedy()).startsWith("The provider refuses this (");
        });
    }

    @Test
    void a_value_that_is_not_known_yet_puts_its_rule_off() {
        assertThat(problems(Broken.input("edge-tunnel", "configSrc", "\"${x.source}\"")))
                .isEmpty();
    }

    private static List<Problem> problems(Declared declared) {
        Problems problems = new Problems();
        ProviderCheck.check(declared, problems);
        return problems.all();
    }
}
