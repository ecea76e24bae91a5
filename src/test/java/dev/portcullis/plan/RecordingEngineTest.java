package dev.portcullis.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.Context;
import com.pulumi.aws.ssm.Parameter;
import com.pulumi.aws.ssm.ParameterArgs;
import com.pulumi.aws.ssm.enums.ParameterType;
import com.pulumi.core.Output;
import com.pulumi.core.TypeShape;
import com.pulumi.deployment.Deployment;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.InvokeArgs;
import dev.portcullis.infra.random.RandomPassword;
import dev.portcullis.infra.random.RandomPasswordArgs;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class RecordingEngineTest {
    @Test
    void a_secret_is_recorded_as_a_mark_and_never_by_value() {
        Declared declared = record(context -> {
            parameter("kept", Output.of("hunter2").asSecret());
            context.export("told", Output.of("hunter2").asSecret());
        });

        assertThat(declared.named("kept").orElseThrow().text("value")).isEqualTo("[secret]");
        assertThat(declared.outputs().get("told").getAsString()).isEqualTo("[secret]");
        assertThat(declared.toString()).doesNotContain("hunter2");
        assertThat(declared.leaks()).isEmpty();
    }

    @Test
    void a_secret_that_was_unwrapped_on_its_way_is_found_where_it_lies() {
        Declared declared = record(context -> {
            Output<String> secret = password("pass").result();
            parameter("plain", secret.asPlaintext().applyValue(value -> "password=" + value));
        });

        assertThat(declared.leaks())
                .containsExactly("urn:pulumi:dev::portcullis::aws:ssm/parameter:Parameter::plain value");
    }

    @Test
    void a_secret_output_stays_one_when_it_is_passed_on() {
        Declared declared = record(context -> parameter("next", password("pass").result()));

        assertThat(declared.named("next").orElseThrow().text("value")).isEqualTo("[secret]");
    }

    @Test
    void an_output_that_is_used_is_a_dependency() {
        Declared declared = record(context ->
                parameter("second", parameter("first", Output.of("x")).arn()));

        assertThat(declared.named("second").orElseThrow().dependsOn())
                .containsExactly("urn:pulumi:dev::portcullis::aws:ssm/parameter:Parameter::first");
    }

    @Test
    void the_same_name_twice_is_an_error_as_it_is_in_a_real_engine() {
        assertThatThrownBy(() -> record(context -> {
                    parameter("twin", Output.of("x"));
                    parameter("twin", Output.of("y"));
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("declared twice: [urn:pulumi:dev::portcullis::aws:ssm/parameter:Parameter::twin]");
    }

    @Test
    void a_program_that_throws_is_not_taken_for_a_plan() {
        assertThatThrownBy(() -> record(context -> {
                    throw new IllegalArgumentException("no such thing");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the program failed")
                .hasMessageContaining("no such thing");
    }

    @Test
    void a_function_without_an_answer_fails_instead_of_being_made_up() {
        assertThatThrownBy(() -> record(context -> context.export(
                        "zones",
                        Deployment.getInstance()
                                .invoke(
                                        "aws:index/getAvailabilityZones:getAvailabilityZones",
                                        TypeShape.map(String.class, Object.class),
                                        InvokeArgs.Empty,
                                        InvokeOptions.Empty))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "the offline plan has no answer for aws:index/getAvailabilityZones:getAvailabilityZones");
    }

    private static Declared record(Consumer<Context> program) {
        return RecordingEngine.record("dev", program);
    }

    private static RandomPassword password(String name) {
        return new RandomPassword(name, RandomPasswordArgs.builder().length(20).build(), CustomResourceOptions.Empty);
    }

    private static Parameter parameter(String name, Output<String> value) {
        return new Parameter(
                name,
                ParameterArgs.builder().type(ParameterType.String).value(value).build(),
                CustomResourceOptions.Empty);
    }
}
