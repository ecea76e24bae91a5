package dev.portcullis.infra.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.infra.stack.Blueprint;
import dev.portcullis.infra.stack.StackBlueprint;
import dev.portcullis.input.BadInput;
import dev.portcullis.plan.Declared;
import dev.portcullis.plan.ExampleStack;
import dev.portcullis.plan.RecordedResource;
import dev.portcullis.stackfile.StackFile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The identity stack as AWS would get it. */
final class IdentityTest {
    private static final Declared STACK = ExampleStack.identity(Map.of());
    private static final Map<String, Object> RAW = StackFile.raw(ExampleStack.PROJECT, "identity");

    @Test
    void ci_deploys_from_one_environment_and_one_branch() {
        assertThat(input("roles-deploy", "assumeRolePolicy"))
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Trust\",\"Effect\":\"Allow\","
                        + "\"Principal\":{\"Federated\":\"${roles-github.arn}\"},"
                        + "\"Action\":[\"sts:AssumeRoleWithWebIdentity\"],\"Condition\":{\"StringEquals\":{"
                        + "\"token.actions.githubusercontent.com:aud\":[\"sts.amazonaws.com\"],"
                        + "\"token.actions.githubusercontent.com:ref\":[\"refs/heads/main\"],"
                        + "\"token.actions.githubusercontent.com:sub\":"
                        + "[\"repo:example-owner@1234567/example-gateway@7654321:environment:production\"]}}}]}");
    }

    @Test
    void a_person_needs_a_second_factor_of_the_last_hour() {
        assertThat(input("roles-operator", "assumeRolePolicy"))
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Trust\",\"Effect\":\"Allow\","
                        + "\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:user/example-operator\"},"
                        + "\"Action\":[\"sts:AssumeRole\"],\"Condition\":{"
                        + "\"Bool\":{\"aws:MultiFactorAuthPresent\":[\"true\"]},"
                        + "\"NumericLessThan\":{\"aws:MultiFactorAuthAge\":[\"3600\"]}}}]}");
        assertThat(input("roles-operator", "maxSessionDuration")).isEqualTo("3600");
        assertThat(input("roles-operator", "name")).isEqualTo("portcullis-identity-operator");
    }

    @Test
    void the_state_is_encrypted_by_the_key_and_its_versions_are_kept_for_a_year() {
        assertThat(resource("state-store-encryption").inputs().get("rules").toString())
                .isEqualTo("[{\"applyServerSideEncryptionByDefault\":{\"kmsMasterKeyId\":\"${state-key.arn}\","
                        + "\"sseAlgorithm\":\"aws:kms\"},\"bucketKeyEnabled\":true}]");
        assertThat(resource("state-store-lifecycle").inputs().get("rules").toString())
                .contains("\"noncurrentVersionExpiration\":{\"noncurrentDays\":365}")
                .doesNotContain("\"expiration\"");
        assertThat(input("state-store-bucket", "bucket")).isEqualTo("portcullis-identity-state-000000000000-eu-west-1");
    }

    @Test
    void the_outputs_are_what_workflows_and_the_back_end_need() {
        assertThat(STACK.outputs().keySet())
                .containsExactlyInAnyOrder(
                        "stateBucket",
                        "secretsProvider",
                        "previewRole",
                        "deployRole",
                        "readonlyRole",
                        "operatorRole",
                        "deployerRole");
        assertThat(STACK.outputs().get("secretsProvider").getAsString())
                .isEqualTo("awskms://alias/portcullis-identity-state?region=eu-west-1");
    }

    @Test
    void a_repository_without_numbers_is_worth_a_warning() {
        Map<String, Object> bare = new LinkedHashMap<>(RAW);
        bare.put("portcullis:githubRepository", "example-owner/example-gateway");

        assertThat(blueprint(RAW).warnings()).isEmpty();
        assertThat(blueprint(bare).warnings())
                .containsExactly(
                        "githubRepository has no numbers: GitHub puts them into the subject of every repository"
                                + " made or renamed since 15 July 2026, and without them the next owner of the name gets the roles");
    }

    @Test
    void what_needs_a_host_refuses_an_identity_stack_in_one_line() {
        assertThatThrownBy(() -> Blueprint.read(ExampleStack.PROJECT, RAW, "identity", ExampleStack.TODAY))
                .isInstanceOf(BadInput.class)
                .hasMessage("portcullis:stack: expected gateway, since this needs a host, got 'identity'\n"
                        + "  Choose a gateway's stack");
    }

    @Test
    void a_kind_that_does_not_exist_is_told_with_all_else_that_is_wrong() {
        Map<String, Object> wrong = new LinkedHashMap<>(RAW);
        wrong.put("portcullis:stack", "identiti");

        assertThatThrownBy(() -> blueprint(wrong))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("portcullis:stack: expected one of gateway, identity, got 'identiti'\n"
                        + "  Did you mean 'identity'?")
                .hasMessageContaining("portcullis:hostname");
    }

    private static StackBlueprint blueprint(Map<String, Object> raw) {
        return StackBlueprint.of(ExampleStack.PROJECT, raw, "identity", ExampleStack.TODAY);
    }

    private static String input(String name, String property) {
        return resource(name).inputs().get(property).getAsString();
    }

    private static RecordedResource resource(String name) {
        return STACK.named(name).orElseThrow();
    }
}
