package dev.portcullis.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.plan.ExampleStack;
import dev.portcullis.plan.Plan;
import dev.portcullis.plan.PlanJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplacementsTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void every_type_that_the_gateway_declares_is_known(boolean auditTrail) {
        Plan plan = Plan.of(ExampleStack.blueprint(Map.of("portcullis:auditTrail", auditTrail)));
        PlanDocument document =
                PlanDocument.parse("plan", PlanJson.of(plan).toString().getBytes(StandardCharsets.UTF_8));
        List<String> unknown = document.resources().values().stream()
                .map(PlanDocument.Resource::type)
                .filter(type -> Replacements.forced(type).isEmpty())
                .toList();

        assertThat(document.resources()).isNotEmpty();
        assertThat(unknown).isEmpty();
    }
}
