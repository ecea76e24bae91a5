package dev.portcullis.infra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.portcullis.catalogue.BedrockAccess;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.infra.stack.Arns;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.Guardrail;
import dev.portcullis.settings.value.ResourceNames;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostPoliciesTest {
    private static final String ACCOUNT = "123456789012";
    private static final Arns ARNS = new Arns(new ResourceNames("dev"), ACCOUNT, "eu-west-1");
    /** IAM's limit on all inline policies of one role; the model role has this one only. */
    private static final int INLINE_LIMIT = 10_240;

    @ParameterizedTest
    @CsvSource({
        "us,us-east-1",
        "eu,eu-west-1",
        "apac,ap-south-1",
        "jp,ap-northeast-1",
        "au,ap-southeast-2",
        "global,eu-west-1"
    })
    void the_rights_to_every_model_of_a_geography_fit_into_the_role(String geography, String region) {
        String json = HostPolicies.model(
                        BedrockAccess.of(shipped(), geography, region, ACCOUNT), ACCOUNT, Optional.empty())
                .json();

        assertThat(json.length()).isLessThan(INLINE_LIMIT);
    }

    @Test
    void the_instance_reads_its_own_parameters_by_name() {
        assertThat(texts("ReadParameters", "Resource"))
                .containsExactly(
                        "arn:aws:ssm:eu-west-1:123456789012:parameter/portcullis/dev/admin-key",
                        "arn:aws:ssm:eu-west-1:123456789012:parameter/portcullis/dev/applied",
                        "arn:aws:ssm:eu-west-1:123456789012:parameter/portcullis/dev/desired",
                        "arn:aws:ssm:eu-west-1:123456789012:parameter/portcullis/dev/restore");
        assertThat(texts("ReadParameters", "Action")).containsExactly("ssm:GetParameter", "ssm:GetParameters");
    }

    @Test
    void the_instance_writes_its_two_reports_and_its_dumps_and_nothing_else() {
        assertThat(texts("ReportApplied", "Resource"))
                .containsExactly(
                        "arn:aws:ssm:eu-west-1:123456789012:parameter/portcullis/dev/applied",
                        "arn:aws:ssm:eu-west-1:123456789012:parameter/portcullis/dev/restored");
        assertThat(texts("PutDump", "Action")).containsExactly("s3:PutObject");
        assertThat(texts("PutDump", "Resource"))
                .containsExactly("arn:aws:s3:::portcullis-dev-backups-123456789012-eu-west-1/dumps/*");
        assertThat(instance().statements().stream()
                        .flatMap(statement -> statement.actions().stream())
                        .filter(action -> action.matches("[a-z0-9]+:(Put|Delete|Create|Update).*")))
                .containsExactly(
                        "ssm:PutParameter",
                        "s3:PutObject",
                        "ssm:UpdateInstanceInformation",
                        "ssmmessages:CreateControlChannel",
                        "ssmmessages:CreateDataChannel");
    }

    @Test
    void the_instance_reads_its_bundles_and_the_dump_that_was_handed_over_and_no_other_dump() {
        assertThat(instance().statements().stream()
                        .filter(statement -> statement.actions().contains("s3:GetObject")))
                .hasSize(1);
        assertThat(texts("FetchBundle", "Resource"))
                .containsExactly(
                        "arn:aws:s3:::portcullis-dev-bundles-123456789012-eu-west-1/bundles/*",
                        "arn:aws:s3:::portcullis-dev-backups-123456789012-eu-west-1/restore/*");
    }

    @Test
    void the_instance_itself_may_call_no_model() {
        assertThat(instance().json()).doesNotContain("bedrock:");
        assertThat(texts("BeNarrow", "Resource"))
                .containsExactly(
                        "arn:aws:iam::123456789012:role/portcullis-dev-metrics",
                        "arn:aws:iam::123456789012:role/portcullis-dev-model");
    }

    @Test
    void the_role_for_the_journal_adds_lines_to_the_host_s_group_and_does_nothing_else() {
        assertThat(HostPolicies.logs(ARNS).json())
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"PutJournal\",\"Effect\":\"Allow\","
                        + "\"Action\":[\"logs:CreateLogStream\",\"logs:PutLogEvents\"],"
                        + "\"Resource\":[\"arn:aws:logs:eu-west-1:123456789012:log-group:/portcullis/dev/host:*\"]}]}");
    }

    @Test
    void the_gate_s_role_puts_metrics_of_its_namespace_and_nothing_else() {
        assertThat(HostPolicies.metrics(ARNS).json())
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"PutMetrics\",\"Effect\":\"Allow\","
                        + "\"Action\":[\"cloudwatch:PutMetricData\"],\"Resource\":[\"*\"],\"Condition\":{\"StringEquals\":"
                        + "{\"cloudwatch:namespace\":[\"Portcullis/dev\"]}}}]}");
    }

    @Test
    void a_guardrail_may_be_applied_alone_and_only_that_one() {
        BedrockAccess none = new BedrockAccess(List.of(), List.of(), List.of(), List.of());
        String arn = new Guardrail("gr0abc1def2gh", "3").arn("eu-west-1", ACCOUNT);

        assertThat(HostPolicies.model(none, ACCOUNT, Optional.of(arn)).json())
                .isEqualTo(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"ApplyGuardrail\",\"Effect\":\"Allow\","
                                + "\"Action\":[\"bedrock:ApplyGuardrail\"],\"Resource\":"
                                + "[\"arn:aws:bedrock:eu-west-1:123456789012:guardrail/gr0abc1def2gh\"]}]}");
    }

    @Test
    void a_model_behind_a_profile_can_be_called_through_a_profile_only() {
        BedrockAccess access = new BedrockAccess(
                List.of("arn:profile"), List.of("arn:behind"), List.of("arn:direct"), List.of("arn:count"));

        assertThat(HostPolicies.model(access, ACCOUNT, Optional.empty()).json())
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":["
                        + "{\"Sid\":\"InvokeProfiles\",\"Effect\":\"Allow\",\"Action\":[\"bedrock:InvokeModel\","
                        + "\"bedrock:InvokeModelWithResponseStream\"],\"Resource\":[\"arn:profile\"]},"
                        + "{\"Sid\":\"InvokeThroughProfiles\",\"Effect\":\"Allow\",\"Action\":[\"bedrock:InvokeModel\","
                        + "\"bedrock:InvokeModelWithResponseStream\"],\"Resource\":[\"arn:behind\"],\"Condition\":"
                        + "{\"ArnLike\":{\"bedrock:InferenceProfileArn\":"
                        + "[\"arn:aws:bedrock:*:123456789012:inference-profile/*\"]}}},"
                        + "{\"Sid\":\"InvokeModels\",\"Effect\":\"Allow\",\"Action\":[\"bedrock:InvokeModel\","
                        + "\"bedrock:InvokeModelWithResponseStream\"],\"Resource\":[\"arn:direct\"]},"
                        + "{\"Sid\":\"CountTokens\",\"Effect\":\"Allow\",\"Action\":[\"bedrock:CountTokens\"],"
                        + "\"Resource\":[\"arn:count\"]}]}");
    }

    @Test
    void snapshots_are_taken_of_tagged_volumes_and_deleted_only_where_tagged() {
        String json = HostPolicies.snapshots(ARNS, "portcullis:data").json();

        assertThat(json)
                .contains("{\"Sid\":\"SnapshotVolume\",\"Effect\":\"Allow\",\"Action\":[\"ec2:CreateSnapshot\"],"
                        + "\"Resource\":[\"arn:aws:ec2:eu-west-1:123456789012:volume/*\"],\"Condition\":"
                        + "{\"StringEquals\":{\"aws:ResourceTag/portcullis:data\":[\"dev\"]}}}")
                .contains("{\"Sid\":\"ForgetSnapshot\",\"Effect\":\"Allow\",\"Action\":[\"ec2:DeleteSnapshot\"],"
                        + "\"Resource\":[\"arn:aws:ec2:eu-west-1::snapshot/*\"],\"Condition\":"
                        + "{\"StringEquals\":{\"aws:ResourceTag/portcullis:data\":[\"dev\"]}}}");
    }

    @Test
    void the_idle_stop_may_stop_the_one_instance() {
        String json = Idle.rights(ARNS, "arn:instance").json();

        assertThat(json)
                .startsWith("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"StopHost\",\"Effect\":\"Allow\","
                        + "\"Action\":[\"ec2:StopInstances\"],\"Resource\":[\"arn:instance\"]},")
                .doesNotContain("TerminateInstances");
    }

    @Test
    void only_aws_alerts_of_this_account_may_be_published() {
        assertThat(SpendAlarms.topicPolicy("arn:topic", ACCOUNT).json())
                .contains(
                        "{\"Sid\":\"Budgets\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"budgets.amazonaws.com\"},"
                                + "\"Action\":[\"sns:Publish\"],\"Resource\":[\"arn:topic\"],\"Condition\":"
                                + "{\"StringEquals\":{\"aws:SourceAccount\":[\"123456789012\"]}}}");
    }

    private static PolicyDocument instance() {
        return HostPolicies.instance(ARNS, List.of("admin-key"), List.of("model", "metrics"));
    }

    private static JsonElement statement(String sid) {
        return JsonParser.parseString(instance().json()).getAsJsonObject().getAsJsonArray("Statement").asList().stream()
                .filter(statement ->
                        statement.getAsJsonObject().get("Sid").getAsString().equals(sid))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(String sid, String key) {
        return statement(sid).getAsJsonObject().getAsJsonArray(key).asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }

    private static Catalogue shipped() {
        return Catalogue.read(Path.of("config/models.yaml"), LocalDate.of(2026, 11, 21), new Problems())
                .orElseThrow();
    }
}
