package dev.portcullis.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.portcullis.plan.ExampleStack;
import dev.portcullis.plan.Plan;
import dev.portcullis.plan.PlanJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The operators' commands look for the names and tags that the real program declares. */
final class TargetTest {
    private final List<JsonObject> resources = PlanJson.of(
                    Plan.of(ExampleStack.blueprint(Map.of("portcullis:wake", "worker"))))
            .getAsJsonArray("resources")
            .asList()
            .stream()
            .map(JsonElement::getAsJsonObject)
            .toList();

    private final Target target = new Target("dev", "eu-west-1");

    @Test
    void the_instance_is_declared_under_the_name_and_the_tag_by_which_it_is_found() {
        assertThat(inputs("aws:ec2/instance:Instance"))
                .extracting(inputs -> inputs.getAsJsonObject("tags").get("Name").getAsString())
                .containsExactly(target.host());
        assertThat(inputs("pulumi:providers:aws"))
                .extracting(inputs -> inputs.get("defaultTags").getAsString())
                .singleElement()
                .asString()
                .contains("\"portcullis:stack\":\"dev\"");
    }

    @Test
    void the_parameters_and_the_alarms_are_declared_under_their_names() {
        assertThat(inputs("aws:ssm/parameter:Parameter"))
                .extracting(inputs -> inputs.get("name").getAsString())
                .contains(target.desired(), target.applied());
        assertThat(inputs("aws:cloudwatch/metricAlarm:MetricAlarm"))
                .extracting(inputs -> inputs.get("name").getAsString())
                .containsExactlyInAnyOrderElementsOf(target.alarms());
    }

    @Test
    void the_breaker_is_looked_for_at_the_budgets_that_have_actions() {
        assertThat(inputs("aws:budgets/budgetAction:BudgetAction"))
                .extracting(inputs -> inputs.get("budgetName").getAsString())
                .containsExactlyInAnyOrderElementsOf(target.breakerBudgets());
    }

    @Test
    void the_declared_wish_is_one_that_this_room_reads() {
        String wish = inputs("aws:ssm/parameter:Parameter").stream()
                .filter(inputs -> inputs.get("name").getAsString().equals(target.desired()))
                .map(inputs -> inputs.get("value").getAsString())
                .findFirst()
                .orElseThrow();

        assertThat(DeployedState.parse(target.desired(), wish).bundle()).hasSize(64);
    }

    private List<JsonObject> inputs(String type) {
        return resources.stream()
                .filter(resource -> resource.get("type").getAsString().equals(type))
                .map(resource -> resource.getAsJsonObject("inputs"))
                .toList();
    }
}
