package dev.portcullis.infra.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StatementTest {
    @Test
    void a_wildcard_action_cannot_be_allowed() {
        assertThatThrownBy(() -> Statement.allow("All", List.of("s3:*"), List.of("arn:bucket")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("All: an allowed action is named in full, got [s3:*]");
    }

    @Test
    void a_wildcard_action_can_be_denied() {
        assertThat(Statement.denyPlaintext("s3:*", List.of("arn:bucket")).actions())
                .containsExactly("s3:*");
    }

    @Test
    void any_resource_needs_a_written_reason() {
        assertThatThrownBy(() -> Statement.allow("Stop", List.of("ec2:StopInstances"), List.of("*")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Stop: the resource * needs a reason in AnyResource");
    }

    @Test
    void a_reason_covers_its_own_actions_only() {
        assertThat(Statement.isReasoned("DescribeInstances", List.of("ec2:DescribeInstances")))
                .isTrue();
        assertThat(Statement.isReasoned("DescribeInstances", List.of("ec2:StopInstances")))
                .isFalse();
    }

    @Test
    void every_reason_is_written() {
        assertThat(AnyResource.values()).allSatisfy(any -> {
            assertThat(any.reason()).hasSizeGreaterThan(20);
            assertThat(any.actions()).isNotEmpty();
        });
    }

    @Test
    void conditions_add_up() {
        assertThat(PolicyDocument.of(Statement.allow("Read", List.of("s3:GetObject"), List.of("arn:x"))
                                .when("StringEquals", "a", "1")
                                .when("StringEquals", "b", "2", "3"))
                        .json())
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Read\",\"Effect\":\"Allow\","
                        + "\"Action\":[\"s3:GetObject\"],\"Resource\":[\"arn:x\"],\"Condition\":"
                        + "{\"StringEquals\":{\"a\":[\"1\"],\"b\":[\"2\",\"3\"]}}}]}");
    }
}
