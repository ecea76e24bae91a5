package dev.portcullis.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import dev.portcullis.infra.stack.Blueprint;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Help.Ansi;

/** The second application in the plan: it is there with operators only, and its promises are seen to break. */
final class OperatorsPlanTest {
    private static final String PROVIDER = "01234567-89ab-cdef-0123-456789abcdef";
    private static final String OTHER = "fedcba98-7654-3210-fedc-ba9876543210";

    static final Map<String, Object> DOOR = Map.of(
            "portcullis:operators",
            Map.of(
                    "jo", Map.of("email", "jo@example.com", "scope", "all"),
                    "staff", Map.of("emailDomain", "example.com", "scope", "read"),
                    "sre", Map.of("group", OTHER)),
            "portcullis:operatorIdentityProviders",
            List.of(PROVIDER, OTHER),
            "portcullis:allowedCidrs",
            List.of("203.0.113.0/24"));

    private static final Blueprint BLUEPRINT = ExampleStack.blueprint(DOOR);
    private static final Declared DECLARED = ExampleStack.record(DOOR);
    private static final String WHO = "the admin host admits exactly the listed operators and their own token";
    private static final String SESSION = "an operator signs in anew after an hour at most";
    private static final String AUDIENCE =
            "each host name's tunnel rule demands the audience of its own application, and no other's";
    private static final String DNS = "DNS comes after Access, the tunnel and the host";
    private static final String CALLERS =
            "the callers' host admits exactly the clients' tokens, and nobody by allow or bypass";

    @Test
    void a_list_of_nobody_declares_what_no_list_declares() {
        assertThat(ExampleStack.record(
                                Map.of("portcullis:operators", Map.of(), "portcullis:adminHostname", "ops.example.com"))
                        .resources())
                .isEqualTo(ExampleStack.declared().resources());
        assertThat(ExampleStack.declared().outputs().keySet())
                .doesNotContain("adminUrl", "adminAudience", "operators", "operatorsClientId", "operatorsClientSecret");
    }

    @Test
    void every_promise_holds_with_operators() {
        assertThat(Promises.check(DECLARED, BLUEPRINT))
                .noneMatch(outcome -> outcome.state() == Promise.PromiseState.BROKEN);
    }

    @Test
    void the_promises_of_the_door_are_asked() {
        assertThat(Promises.check(DECLARED, BLUEPRINT))
                .filteredOn(outcome -> outcome.state() == Promise.PromiseState.HOLDS)
                .extracting(Promise.Outcome::sentence)
                .contains(WHO, SESSION, AUDIENCE, DNS, CALLERS);
    }

    @Test
    void the_door_is_one_application_a_policy_for_each_login_method_a_token_and_a_name() {
        List<String> before =
                ExampleStack.declared().custom().map(RecordedResource::name).toList();

        assertThat(DECLARED.custom().map(RecordedResource::name).filter(name -> !before.contains(name)))
                .containsExactlyInAnyOrder(
                        "edge-operators-token",
                        "edge-operators-people-" + PROVIDER,
                        "edge-operators-people-" + OTHER,
                        "edge-operators-programs",
                        "edge-operators",
                        "edge-operators-dns");
    }

    @Test
    void the_tunnel_leads_each_name_to_its_own_listener_with_its_own_audience() {
        assertThat(DECLARED.named("edge-tunnel-config").orElseThrow().list("config", "ingresses").stream()
                        .map(JsonElement::toString))
                .containsExactly(
                        rule("llm.example.com", 8080, "edge-application"),
                        rule("llm-admin.example.com", 8091, "edge-operators"),
                        "{\"service\":\"http_status:404\"}");
    }

    @Test
    void a_lone_login_method_is_taken_without_asking_and_none_means_any() {
        RecordedResource lone = application(Map.of(
                "portcullis:operators", DOOR.get("portcullis:operators"),
                "portcullis:operatorIdentityProviders", List.of(PROVIDER)));
        RecordedResource any = application(Map.of("portcullis:operators", DOOR.get("portcullis:operators")));

        assertThat(lone.text("autoRedirectToIdentity")).isEqualTo("true");
        assertThat(lone.list("allowedIdps")).hasSize(1);
        assertThat(any.list("allowedIdps")).isEmpty();
        assertThat(any.list("policies")).hasSize(2);
    }

    @Test
    void the_preview_says_who_may_operate() {
        String text = new PlanText(Plan.of(BLUEPRINT), Ansi.OFF).render();

        assertThat(text).contains("""
                Operators, at https://llm-admin.example.com
                  jo@example.com: all
                  group fedcba98-7654-3210-fedc-ba9876543210: with an admin key
                  everyone of example.com: read
                  the operators' service token: with an admin key
                  signed in by: 01234567-89ab-cdef-0123-456789abcdef, fedcba98-7654-3210-fedc-ba9876543210
                """);
        assertThat(DECLARED.outputs().get("operators").toString())
                .isEqualTo("{\"jo\":\"jo@example.com: all\",\"sre\":\"group " + OTHER
                        + ": with an admin key\",\"staff\":\"everyone of example.com: read\"}");
    }

    static Stream<Arguments> breakages() {
        String people = "edge-operators-people-" + PROVIDER;
        return Stream.of(
                row(WHO, "edge-operators", Broken.input(DECLARED, people, "decision", "\"bypass\"")),
                row(WHO, "edge-operators", Broken.input(DECLARED, people, "includes", "[{\"everyone\":{}}]")),
                row(WHO, "edge-operators", Broken.input(DECLARED, people, "requires", null)),
                row(
                        WHO,
                        "edge-operators",
                        Broken.input(
                                DECLARED,
                                "edge-operators-programs",
                                "includes",
                                "[{\"serviceToken\":{\"tokenId\":\"${edge-token-ci.id}\"}}]")),
                row(WHO, "edge-operators", Broken.input(DECLARED, "edge-operators", "policies", "[]")),
                row(
                        WHO,
                        "edge-operators",
                        Broken.input(
                                DECLARED,
                                "edge-operators",
                                "policies",
                                "[{\"id\":\"${edge-policy.id}\",\"precedence\":1}]")),
                row(WHO, "0 applications", Broken.input(DECLARED, "edge-operators", "domain", "\"x.example.com\"")),
                row(SESSION, people, Broken.input(DECLARED, people, "sessionDuration", "\"24h\"")),
                row(SESSION, "edge-operators", Broken.input(DECLARED, "edge-operators", "sessionDuration", null)),
                row(
                        AUDIENCE,
                        "llm-admin.example.com",
                        Broken.input(
                                DECLARED,
                                "edge-tunnel-config",
                                "config.ingresses",
                                "[" + rule("llm-admin.example.com", 8091, "edge-application") + "]")),
                row(DNS, "edge-operators-dns", Broken.input(DECLARED, "edge-operators-dns", "proxied", "false")),
                row(
                        CALLERS,
                        "edge-policy",
                        Broken.input(
                                DECLARED,
                                "edge-policy",
                                "includes",
                                "[{\"serviceToken\":{\"tokenId\":\"${edge-operators-token.id}\"}}]")));
    }

    @ParameterizedTest
    @MethodSource("breakages")
    void a_promise_of_the_door_breaks_and_names_the_culprit(String sentence, String culprit, Declared declared) {
        assertThat(Promises.check(declared, BLUEPRINT).stream()
                        .filter(outcome -> outcome.state() == Promise.PromiseState.BROKEN)
                        .filter(outcome -> outcome.sentence().equals(sentence))
                        .flatMap(outcome -> outcome.brokenBy().stream()))
                .anyMatch(line -> line.contains(culprit));
    }

    private static RecordedResource application(Map<String, Object> changes) {
        return ExampleStack.record(changes).named("edge-operators").orElseThrow();
    }

    private static String rule(String host, int port, String application) {
        return "{\"hostname\":\"" + host + "\",\"originRequest\":{\"access\":{\"audTags\":[\"${" + application
                + ".aud}\"],\"required\":true,\"teamName\":\"your-team\"}},\"service\":\"http://127.0.0.1:" + port
                + "\"}";
    }

    private static Arguments row(String sentence, String culprit, Declared declared) {
        return Arguments.of(sentence, culprit, declared);
    }
}
