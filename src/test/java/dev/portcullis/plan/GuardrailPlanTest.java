package dev.portcullis.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.infra.stack.Blueprint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** A guardrail in the plan: one right, one price, and nothing of it where none is set. */
final class GuardrailPlanTest {
    private static final Map<String, Object> SET =
            Map.of("portcullis:guardrail", Map.of("id", "gr0abc1def2gh", "version", "3"));
    private static final String RIGHT = "\"Action\":[\"bedrock:ApplyGuardrail\"],\"Resource\":"
            + "[\"arn:aws:bedrock:eu-west-1:000000000000:guardrail/gr0abc1def2gh\"]";
    private static final String PROMISE = "the rights to Bedrock are exactly the catalogue's and the guardrail's";

    @Test
    void the_model_role_may_apply_the_guardrail_of_the_settings() {
        assertThat(modelRights(SET)).contains(RIGHT);
        assertThat(modelRights(Map.of())).doesNotContain("Guardrail");
    }

    @Test
    void the_promise_of_bedrocks_rights_holds_with_a_guardrail_and_breaks_for_another() {
        assertThat(broken(SET, SET)).isEmpty();
        assertThat(broken(Map.of(), SET))
                .containsExactly(
                        "too much: bedrock:ApplyGuardrail arn:aws:bedrock:eu-west-1:000000000000:guardrail/gr0abc1def2gh");
        assertThat(broken(SET, Map.of()))
                .containsExactly(
                        "missing: bedrock:ApplyGuardrail arn:aws:bedrock:eu-west-1:000000000000:guardrail/gr0abc1def2gh");
    }

    @Test
    void the_plan_names_the_guardrail_and_its_dearest_price() {
        assertThat(new PlanText(Plan.of(ExampleStack.blueprint(SET)), Ansi.OFF).render())
                .contains(
                        "  guardrail gr0abc1def2gh version 3: at most 0.67 for a thousand text units of 1000 characters");
        assertThat(new PlanText(Plan.of(ExampleStack.blueprint(Map.of())), Ansi.OFF).render())
                .doesNotContain("  guardrail ");
    }

    private static List<String> broken(Map<String, Object> asked, Map<String, Object> declared) {
        Blueprint blueprint = ExampleStack.blueprint(asked);
        return RightsPromises.GATEWAY.stream()
                .filter(promise -> promise.sentence().equals(PROMISE))
                .findFirst()
                .orElseThrow()
                .broken()
                .apply(ExampleStack.record(declared), blueprint);
    }

    private static String modelRights(Map<String, Object> changes) {
        return ExampleStack.record(changes)
                .ofType("aws:iam/rolePolicy:RolePolicy")
                .filter(policy -> policy.name().equals("host-model-rights"))
                .map(policy -> policy.text("policy"))
                .findFirst()
                .orElseThrow();
    }
}
