package dev.portcullis.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.infra.stack.Blueprint;
import dev.portcullis.plan.ExampleStack;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ZonePhasesTest {
    @ParameterizedTest
    @CsvSource({"dedicated, true, true", "dedicated, true, false", "dedicated, false, true", "shared, false, false"})
    void the_phases_are_those_of_the_declared_rulesets(String zone, boolean headers, boolean browserCheckOff) {
        Map<String, Object> changes = Map.of(
                "portcullis:zone", zone,
                "portcullis:responseHeaders", headers,
                "portcullis:browserCheckOff", browserCheckOff);
        Blueprint blueprint = ExampleStack.blueprint(changes);

        assertThat(ZonePhases.of(blueprint.settings()))
                .containsExactlyInAnyOrderElementsOf(ExampleStack.record(changes)
                        .ofType("cloudflare:index/ruleset:Ruleset")
                        .map(ruleset -> ruleset.text("phase"))
                        .toList());
    }
}
