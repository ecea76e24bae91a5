package dev.portcullis.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The breaker as the stack declares it: what AWS does, when, and with which right. */
final class BreakerPlanTest {
    private static final Declared GATEWAY = ExampleStack.record(Map.of("portcullis:breakerUsd", "77"));

    @Test
    void each_daily_budget_denies_the_model_role_everything_above_the_limit_without_asking_anybody() {
        List<RecordedResource> actions =
                GATEWAY.ofType("aws:budgets/budgetAction:BudgetAction").toList();

        assertThat(actions)
                .extracting(action -> action.text("budgetName"))
                .containsExactlyInAnyOrder("portcullis-dev-bedrock-daily", "portcullis-dev-marketplace-daily");
        assertThat(actions).allSatisfy(action -> {
            assertThat(action.text("actionType")).isEqualTo("APPLY_IAM_POLICY");
            assertThat(action.text("approvalModel")).isEqualTo("AUTOMATIC");
            assertThat(action.text("notificationType")).isEqualTo("ACTUAL");
            assertThat(action.inputs().get("actionThreshold"))
                    .isEqualTo(JsonParser.parseString(
                            "{\"actionThresholdType\":\"ABSOLUTE_VALUE\",\"actionThresholdValue\":77.0}"));
            assertThat(action.inputs().get("definition"))
                    .isEqualTo(JsonParser.parseString("{\"iamActionDefinition\":{\"policyArn\":"
                            + "\"arn:aws:iam::aws:policy/AWSDenyAll\",\"roles\":[\"portcullis-dev-model\"]}}"));
        });
    }

    @Test
    void its_role_can_put_that_policy_onto_the_model_role_and_off_and_do_nothing_else() {
        assertThat(rights("breaker-rights")).isEqualTo(JsonParser.parseString("""
                        {"Version":"2012-10-17","Statement":[{"Sid":"TakeModels","Effect":"Allow",
                        "Action":["iam:AttachRolePolicy","iam:DetachRolePolicy"],
                        "Resource":["arn:aws:iam::000000000000:role/portcullis-dev-model"],
                        "Condition":{"ArnEquals":{"iam:PolicyARN":["arn:aws:iam::aws:policy/AWSDenyAll"]}}}]}"""));
    }

    /** So a policy that denies the role everything denies the models and nothing else. */
    @Test
    void the_model_role_has_no_right_but_to_call_models() {
        assertThat(rights("host-model-rights").toString())
                .containsPattern("\"bedrock:")
                .doesNotContainPattern("\"(?!bedrock:)[a-z0-9]+:[A-Z][A-Za-z]+\"");
    }

    private static JsonElement rights(String name) {
        return GATEWAY.ofType("aws:iam/rolePolicy:RolePolicy")
                .filter(policy -> policy.urn().endsWith("::" + name))
                .map(policy -> JsonParser.parseString(policy.text("policy")))
                .findFirst()
                .orElseThrow();
    }
}
