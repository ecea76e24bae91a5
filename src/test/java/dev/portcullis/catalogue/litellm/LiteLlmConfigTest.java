package dev.portcullis.catalogue.litellm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.catalogue.ModelKind;
import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.input.Problems;
import dev.portcullis.input.YamlFile;
import dev.portcullis.settings.value.Guardrail;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LiteLlmConfigTest {
    private static final URI STAND_IN = URI.create("http://127.0.0.1:4010");

    /** After a change that is meant, copy the file from target/golden over the one in src/test/resources. */
    @ParameterizedTest
    @CsvSource({
        "us,us-east-1",
        "eu,eu-west-1",
        "apac,ap-south-1",
        "jp,ap-northeast-1",
        "au,ap-southeast-2",
        "global,eu-west-1"
    })
    void the_configuration_of_a_geography_is_the_reviewed_one(String geography, String region) throws IOException {
        String rendered = LiteLlmConfig.render(Shipped.catalogue(), geography, region);
        Path actual = Path.of("target/golden/litellm", geography + ".yaml");
        Files.createDirectories(actual.getParent());
        Files.writeString(actual, rendered);

        assertThat(rendered)
                .as("compare %s", actual)
                .isEqualTo(Files.readString(Path.of("src/test/resources/golden/litellm", geography + ".yaml")));
    }

    @Test
    void claude_is_asked_without_a_route_and_its_tokens_are_counted_by_its_base_id_on_bedrock() {
        assertThat(us()).contains("""
                  - model_name: "claude-opus-5-5"
                    litellm_params:
                      model: "bedrock/us.anthropic.claude-opus-5-5"
                      aws_region_name: "us-west-2"
                    model_info:
                      token_count_model:
                        model: "anthropic.claude-opus-5-5"
                        litellm_provider: bedrock
                  - model_name\
                """);
    }

    @Test
    void a_guardrail_is_named_for_every_chat_model_and_for_no_other() {
        String rendered = LiteLlmConfig.render(
                Shipped.catalogue(), "us", "us-west-2", Optional.of(new Guardrail("gr0abc1def2gh", "3")));

        assertThat(rendered).contains("""
                      model: "bedrock/converse/us.amazon.nova-pro-v1:0"
                      aws_region_name: "us-west-2"
                      guardrailConfig:
                        guardrailIdentifier: "gr0abc1def2gh"
                        guardrailVersion: "3"
                        trace: "enabled"
                """);
        for (OfferedModel offered : Shipped.catalogue().offered("us")) {
            String name = "  - model_name: \"" + offered.model().name() + "\"\n";
            String entry = rendered.substring(rendered.indexOf(name) + name.length());
            entry = entry.substring(0, Math.max(0, entry.indexOf("  - model_name")));
            assertThat(entry.contains("guardrailConfig"))
                    .as(name)
                    .isEqualTo(offered.model().kind() == ModelKind.CHAT);
        }
    }

    @Test
    void another_chat_model_is_pinned_to_converse() {
        assertThat(us()).contains("""
                  - model_name: "nova-pro"
                    litellm_params:
                      model: "bedrock/converse/us.amazon.nova-pro-v1:0"
                      aws_region_name: "us-west-2"
                  - model_name\
                """);
    }

    @Test
    void embeddings_and_images_have_no_route() {
        assertThat(us())
                .contains("model: \"bedrock/amazon.titan-embed-text-v2:0\"")
                .contains("model: \"bedrock/stability.stable-image-core-v1:1\"");
    }

    @Test
    void a_model_that_is_not_in_the_stacks_region_is_called_where_it_is() {
        assertThat(LiteLlmConfig.render(Shipped.catalogue(), "us", "us-east-1")).contains("""
                      model: "bedrock/stability.stable-image-core-v1:1"
                      aws_region_name: "us-west-2"
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:4010", "http://127.0.0.1:4010/"})
    void a_stand_in_is_named_on_every_model_without_a_slash_at_its_end(String endpoint) {
        String rendered = LiteLlmConfig.render(Shipped.catalogue(), "us", "us-west-2", URI.create(endpoint));

        assertThat(rendered.lines().filter("      aws_bedrock_runtime_endpoint: \"http://127.0.0.1:4010\""::equals))
                .hasSize(deployments().size());
        assertThat(us()).doesNotContain("endpoint");
    }

    @Test
    void it_is_well_formed_and_names_each_deployment_once() {
        Problems problems = new Problems();
        var yaml = YamlFile.parse(
                "litellm.yaml", LiteLlmConfig.render(Shipped.catalogue(), "us", "us-west-2", STAND_IN), problems);

        assertThat(problems.all()).isEmpty();
        assertThat(yaml.orElseThrow().maps("model_list").stream()
                        .map(model -> model.text("model_name").orElseThrow()))
                .containsExactlyElementsOf(deployments())
                .doesNotHaveDuplicates();
    }

    @Test
    void a_bare_id_is_there_once_more_for_each_further_region_and_a_profile_is_not() {
        assertThat(us()).contains("""
                  - model_name: "gpt-oss-120b"
                    litellm_params:
                      model: "bedrock/converse/openai.gpt-oss-120b-1:0"
                      aws_region_name: "us-west-2"
                  - model_name: "gpt-oss-120b@2"
                    litellm_params:
                      model: "bedrock/converse/openai.gpt-oss-120b-1:0"
                      aws_region_name: "us-east-1"
                  - model_name: "gpt-oss-120b@3"
                    litellm_params:
                      model: "bedrock/converse/openai.gpt-oss-120b-1:0"
                      aws_region_name: "us-east-2"
                  - model_name\
                """).doesNotContain("nova-pro@", "claude-opus-5-5@", "stable-image-core@");
    }

    @Test
    void it_holds_no_credential_and_no_key() {
        assertThat(LiteLlmConfig.render(Shipped.catalogue(), "us", "us-west-2", STAND_IN))
                .doesNotContain("aws_access_key_id", "aws_secret_access_key", "sk-", "api_key")
                .contains("master_key: os.environ/oidc/env_path/LITELLM_INTERNAL_KEY_FILE\n");
    }

    private static List<String> deployments() {
        return Shipped.catalogue().offered("us").stream()
                .flatMap(offered -> offered.deployments().stream())
                .toList();
    }

    private static String us() {
        return LiteLlmConfig.render(Shipped.catalogue(), "us", "us-west-2");
    }
}
