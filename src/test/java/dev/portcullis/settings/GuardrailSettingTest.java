package dev.portcullis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.Guardrail;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GuardrailSettingTest {
    private static final String ID = "the id of a guardrail such as gr0abc1def2gh, the last part of its ARN";
    private static final String VERSION = "the number of a version; DRAFT would change without a deployment";

    private final Problems problems = new Problems();

    @Test
    void an_empty_mapping_is_no_guardrail() {
        assertThat(read(Map.of()).orElseThrow().models().guardrail()).isEmpty();
    }

    @Test
    void a_version_may_be_written_as_a_number() {
        assertThat(read(Map.of("id", "gr0abc1def2gh", "version", 12))
                        .orElseThrow()
                        .models()
                        .guardrail())
                .contains(new Guardrail("gr0abc1def2gh", "12"));
    }

    @Test
    void every_mistake_is_told_with_its_place() {
        assertThat(read(Map.of("id", "arn:aws:bedrock:eu-west-1:1:guardrail/x", "version", "DRAFT", "trace", "on")))
                .isEmpty();
        assertThat(problems.all().toString())
                .contains(ID, VERSION, "portcullis:guardrail.id", "portcullis:guardrail.version")
                .contains("portcullis:guardrail.trace");
    }

    @Test
    void one_field_without_the_other_is_refused() {
        assertThat(read(Map.of("id", "gr0abc1def2gh"))).isEmpty();
        assertThat(problems.all()).hasSize(1);
        assertThat(problems.all().get(0).where()).isEqualTo("portcullis:guardrail.version");
    }

    private Optional<Settings> read(Map<String, Object> guardrail) {
        Map<String, Object> raw = RawSample.typed();
        raw.put("portcullis:guardrail", guardrail);
        return Settings.from(raw, "dev", problems);
    }
}
