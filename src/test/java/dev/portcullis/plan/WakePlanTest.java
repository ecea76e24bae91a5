package dev.portcullis.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import dev.portcullis.infra.stack.Blueprint;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Help.Ansi;

/** The Worker and the wake function in the plan: they are there when asked for, and their promises are seen to break. */
final class WakePlanTest {
    static final Map<String, Object> WAKE = Map.of("portcullis:wake", "worker", "portcullis:wakesPerDay", "12");

    private static final Blueprint BLUEPRINT = ExampleStack.blueprint(WAKE);
    private static final Declared DECLARED = ExampleStack.record(WAKE);
    private static final String DOOR =
            "the Worker stands behind Access on the callers' host name, and has no other address";
    private static final String RIGHTS = "the wake function can start the one instance, and change nothing else in EC2";

    @Test
    void every_promise_holds_with_the_worker() {
        assertThat(Promises.check(DECLARED, BLUEPRINT))
                .noneMatch(outcome -> outcome.state() == Promise.PromiseState.BROKEN)
                .filteredOn(outcome -> List.of(DOOR, RIGHTS).contains(outcome.sentence()))
                .hasSize(2)
                .allMatch(outcome -> outcome.state() == Promise.PromiseState.HOLDS);
    }

    @Test
    void callers_do_not_start_the_host_where_the_stack_says_so_and_the_plan_does_not_tick_what_it_did_not_ask() {
        Map<String, Object> none = Map.of("portcullis:wake", "none");
        Declared declared = ExampleStack.record(none);

        assertThat(declared.resources()).noneMatch(resource -> resource.name().startsWith("wake"));
        assertThat(Promises.check(declared, ExampleStack.blueprint(none)))
                .filteredOn(outcome -> outcome.notAsked().equals("wake is none"))
                .extracting(Promise.Outcome::sentence)
                .containsExactly(DOOR, RIGHTS);
    }

    static Stream<Arguments> breakages() {
        JsonArray bindings =
                DECLARED.named("wake-script").orElseThrow().inputs().getAsJsonArray("bindings");
        String other = bindings.toString().replace(Placeholders.text("edge-application", "aud"), "0".repeat(64));
        return Stream.of(
                row(DOOR, "wake-route", Broken.input(DECLARED, "wake-route", "pattern", "\"*.example.com/*\"")),
                row(DOOR, "may answer at workers.dev", Broken.input(DECLARED, "wake-subdomain", "enabled", "true")),
                row(
                        DOOR,
                        "may answer at workers.dev",
                        Broken.input(DECLARED, "wake-subdomain", "previewsEnabled", "true")),
                row(DOOR, "asks for another audience", Broken.input(DECLARED, "wake-script", "bindings", other)),
                row(DOOR, "asks for another audience", Broken.input(DECLARED, "wake-script", "bindings", "[]")),
                row(
                        RIGHTS,
                        "ec2:TerminateInstances",
                        Broken.policy(
                                DECLARED, "wake-rights", "policy", "ec2:StartInstances", "ec2:TerminateInstances")),
                row(
                        RIGHTS,
                        "ec2:StartInstances *",
                        Broken.policy(
                                DECLARED,
                                "wake-rights",
                                "policy",
                                "\"" + Placeholders.text("host-instance", "arn") + "\"",
                                "\"*\"")));
    }

    @ParameterizedTest
    @MethodSource("breakages")
    void a_promise_breaks_and_names_the_culprit(String sentence, String culprit, Declared declared) {
        assertThat(Promises.check(declared, BLUEPRINT).stream()
                        .filter(outcome -> outcome.state() == Promise.PromiseState.BROKEN)
                        .filter(outcome -> outcome.sentence().equals(sentence))
                        .flatMap(outcome -> outcome.brokenBy().stream()))
                .anyMatch(line -> line.contains(culprit));
    }

    @Test
    void the_plan_shows_the_order_the_limits_and_the_cost() {
        String text = new PlanText(Plan.of(BLUEPRINT), Ansi.OFF).render();

        assertThat(text)
                .contains("  then Access, then the Worker that wakes the host, then the tunnel\n")
                .contains("  callers may start the host 12 times a day (wakesPerDay);")
                .contains("100000 a day in the whole account\n")
                .contains("  wakes, at most 12 a day ");
    }

    @Test
    void the_script_is_part_of_the_plan_and_its_secret_is_not() {
        RecordedResource script = DECLARED.named("wake-script").orElseThrow();

        assertThat(script.text("content")).startsWith("// Runs at Cloudflare on the gateway's host name");
        assertThat(script.text("content").lines()).hasSizeLessThan(200);
        assertThat(script.list("bindings"))
                .extracting(binding -> binding.getAsJsonObject().get("name").getAsString() + " "
                        + binding.getAsJsonObject().get("type").getAsString())
                .containsExactly(
                        "AUDIENCE plain_text",
                        "ISSUER plain_text",
                        "WAIT_SECONDS plain_text",
                        "WAKE_URL plain_text",
                        "WAKE_SECRET secret_text");
        assertThat(script.inputs()
                        .getAsJsonArray("bindings")
                        .get(4)
                        .getAsJsonObject()
                        .get("text")
                        .getAsString())
                .isEqualTo(WireValue.REDACTED);
    }

    private static Arguments row(String sentence, String culprit, Declared declared) {
        return Arguments.of(sentence, culprit, declared);
    }
}
