package dev.portcullis.infra.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.infra.iam.Statement;
import dev.portcullis.infra.stack.Arns;
import dev.portcullis.infra.stack.Trust;
import dev.portcullis.plan.ExampleStack;
import dev.portcullis.plan.RecordedResource;
import dev.portcullis.settings.value.ResourceNames;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables that CI's rights are made from, against what a gateway really declares. */
final class DeployableTest {
    private static final RightsContext FACTS = facts("identity", "dev", "eu-west-1");

    /** IAM's limits: characters of a managed policy without white space, and policies that one role may carry. */
    private static final int LONGEST_POLICY = 6144;

    private static final int MOST_POLICIES = 10;
    private static final int LONGEST_TRUST = 2048;

    @Test
    void every_type_that_a_gateway_declares_has_a_row_and_every_row_a_type_that_is_declared() {
        assertThat(RightsPart.deployables(FACTS))
                .extracting(Deployable::type)
                .containsExactlyInAnyOrderElementsOf(declaredTypes());
    }

    @Test
    void every_statement_of_every_row_reaches_the_role() {
        List<Statement> granted = IdentityRole.DEPLOY.rights().stream()
                .flatMap(part -> part.document(FACTS).statements().stream())
                .toList();

        assertThat(RightsPart.deployables(FACTS))
                .allSatisfy(row -> assertThat(granted).as(row.type()).containsAll(row.statements()));
    }

    @ParameterizedTest
    @EnumSource(RightsPart.class)
    void a_policy_fits_with_the_longest_names_too(RightsPart part) {
        RightsContext longest = facts("sixteen-letters-", "sixteen-letters-", "ap-southeast-1");

        assertThat(part.document(longest).json().length()).isLessThanOrEqualTo(LONGEST_POLICY);
    }

    @Test
    void the_boundary_fits_with_the_longest_names_too() {
        RightsContext longest = facts("sixteen-letters-", "sixteen-letters-", "ap-southeast-1");

        assertThat(Boundary.document(longest).json().length()).isLessThanOrEqualTo(LONGEST_POLICY);
    }

    @Test
    void ten_users_with_the_longest_arns_fit_into_a_trust_policy() {
        String arn = "arn:aws:iam::123456789012:user/";
        var users = Stream.of("0123456789".split("", -1))
                .filter(digit -> !digit.isEmpty())
                .map(digit ->
                        new dev.portcullis.settings.value.UserArn(arn + "p".repeat(44) + "/" + "u".repeat(43) + digit))
                .toList();

        assertThat(users)
                .hasSize(10)
                .allSatisfy(user -> assertThat(user.value()).hasSize(120));
        assertThat(Trust.people(users).json().length()).isLessThanOrEqualTo(LONGEST_TRUST);
    }

    @ParameterizedTest
    @EnumSource(IdentityRole.class)
    void a_role_carries_no_more_policies_than_it_can(IdentityRole role) {
        assertThat(role.rights()).hasSizeBetween(1, MOST_POLICIES).doesNotHaveDuplicates();
    }

    @Test
    void every_policy_is_carried_by_a_role() {
        assertThat(Arrays.stream(IdentityRole.values()).flatMap(role -> role.rights().stream()))
                .contains(RightsPart.values());
    }

    @Test
    void a_statement_is_called_differently_from_every_other_of_its_policy() {
        assertThat(RightsPart.values())
                .allSatisfy(part -> assertThat(part.document(FACTS).statements())
                        .extracting(Statement::sid)
                        .as(part.part())
                        .doesNotHaveDuplicates());
    }

    private static Set<String> declaredTypes() {
        return ExampleStack.record(Map.of(
                        "portcullis:auditTrail", "true",
                        "portcullis:logs", "cloudwatch",
                        "portcullis:awake", "Mon-Fri 08:00-18:00 Europe/Berlin",
                        "portcullis:anomalyMonitorArn",
                                "arn:aws:ce::000000000000:anomalymonitor/0a1b2c3d-0000-4000-8000-000000000000"))
                .custom()
                .map(RecordedResource::type)
                .filter(type -> type.startsWith("aws:"))
                .collect(Collectors.toSet());
    }

    private static RightsContext facts(String identity, String gateway, String region) {
        String account = "123456789012";
        return new RightsContext(
                new Arns(new ResourceNames(identity), account, region),
                new Arns(new ResourceNames(gateway), account, region),
                "arn:aws:kms:" + region + ":" + account + ":key/0a1b2c3d-0000-4000-8000-000000000000");
    }
}
