package dev.portcullis.infra.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of IAM's own documentation: how policies are evaluated, and what each condition operator means. */
final class SimulatorTest {
    private static final Request GET = request(Map.of());
    private static final Policy ALLOW = policy("'Effect':'Allow','Action':'s3:GetObject','Resource':'*'");
    private static final Policy DENY = policy("'Effect':'Deny','Action':'s3:*','Resource':'*'");

    @Test
    void what_nothing_allows_is_refused() {
        assertThat(new Bearer("x", List.of(), Optional.empty()).may(GET, List.of()))
                .isFalse();
        assertThat(may(policy("'Effect':'Allow','Action':'s3:PutObject','Resource':'*'"), Optional.empty()))
                .isFalse();
    }

    @Test
    void an_allowance_is_enough_without_a_boundary() {
        assertThat(may(ALLOW, Optional.empty())).isTrue();
    }

    @Test
    void a_denial_beats_every_allowance_wherever_it_stands() {
        assertThat(new Bearer("x", List.of(ALLOW, DENY), Optional.empty()).may(GET, List.of()))
                .isFalse();
        assertThat(may(
                        ALLOW,
                        Optional.of(new Policy(List.of(
                                ALLOW.statements().get(0), DENY.statements().get(0))))))
                .isFalse();
        assertThat(new Bearer("x", List.of(ALLOW), Optional.empty()).may(GET, List.of(DENY)))
                .isFalse();
    }

    @Test
    void a_boundary_cuts_and_gives_nothing() {
        Policy other = policy("'Effect':'Allow','Action':'s3:PutObject','Resource':'*'");

        assertThat(may(ALLOW, Optional.of(ALLOW))).isTrue();
        assertThat(may(ALLOW, Optional.of(other))).isFalse();
        assertThat(may(other, Optional.of(ALLOW))).isFalse();
    }

    @Test
    void a_denial_whose_condition_does_not_hold_denies_nothing() {
        Policy plain = policy("'Effect':'Deny','Action':'s3:*','Resource':'*',"
                + "'Condition':{'Bool':{'aws:SecureTransport':'false'}}");
        Bearer bearer = new Bearer("x", List.of(ALLOW, plain), Optional.empty());

        assertThat(bearer.may(request(Map.of("aws:SecureTransport", List.of("true"))), List.of()))
                .isTrue();
        assertThat(bearer.may(request(Map.of("aws:SecureTransport", List.of("false"))), List.of()))
                .isFalse();
    }

    @Test
    void a_resource_policy_speaks_of_the_principals_that_it_names() {
        Policy one = policy("'Effect':'Deny','Principal':{'AWS':'x'},'Action':'s3:*','Resource':'*'");

        assertThat(new Bearer("x", List.of(ALLOW), Optional.empty()).may(GET, List.of(one)))
                .isFalse();
        assertThat(new Bearer("y", List.of(ALLOW), Optional.empty()).may(GET, List.of(one)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject, true",
        "S3:getobject, true",
        "s3:Get*, true",
        "*, true",
        "s3:GetObjec?, true",
        "s3:GetObjectTagging, false",
        "s3:Get, false",
    })
    void actions_are_compared_without_case_and_with_wildcards(String action, boolean allowed) {
        assertThat(may(policy("'Effect':'Allow','Action':'" + action + "','Resource':'*'"), Optional.empty()))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::b/k, true",
        "arn:aws:s3:::b/*, true",
        "arn:aws:s3:::*/k, true",
        "arn:aws:s3:::*, true",
        "arn:aws:s3:::b, false",
        "arn:aws:s3:::B/k, false",
        "arn:aws:s3:::b/k?, false",
        "arn:aws:*:::b/k, true",
        "arn:aws:s3:*::k, false",
    })
    void resources_are_compared_with_case_and_part_by_part(String resource, boolean allowed) {
        assertThat(may(
                        policy("'Effect':'Allow','Action':'s3:GetObject','Resource':'" + resource + "'"),
                        Optional.empty()))
                .isEqualTo(allowed);
    }

    @Test
    void a_variable_is_the_requests_own_value_and_fits_nothing_without_one() {
        Policy own = policy("'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::b/${aws:userid}*'");

        assertThat(new Bearer("x", List.of(own), Optional.empty())
                        .may(request(Map.of("aws:userid", List.of("k"))), List.of()))
                .isTrue();
        assertThat(new Bearer("x", List.of(own), Optional.empty())
                        .may(request(Map.of("aws:userid", List.of("j"))), List.of()))
                .isFalse();
        assertThat(new Bearer("x", List.of(own), Optional.empty()).may(GET, List.of()))
                .isFalse();
    }

    /** Operator, key, what the policy names, what the request has ({@code -} for nothing), and whether it holds. */
    @ParameterizedTest
    @CsvSource({
        "StringEquals, iam:PassedToService, a b, a, true",
        "StringEquals, iam:PassedToService, a b, c, false",
        "StringEquals, iam:PassedToService, a, A, false",
        "StringEquals, iam:PassedToService, a*, ab, false",
        "StringEquals, iam:PassedToService, a, -, false",
        "StringLike, iam:PassedToService, a*, ab, true",
        "StringLike, iam:PassedToService, a?, a, false",
        "StringNotLike, iam:PassedToService, a*, b, true",
        "StringNotLike, iam:PassedToService, a* b*, bc, false",
        "StringNotLike, iam:PassedToService, a*, -, true",
        "ArnEquals, ec2:InstanceProfile, arn:aws:lambda:r:a:function:*, arn:aws:lambda:r:a:function:f, true",
        "ArnLike, ec2:InstanceProfile, arn:aws:*:r:a:layer:f, arn:aws:lambda:r:a:function:f, false",
        "ForAllValues:ArnEquals, events:TargetArn, arn:aws:lambda:r:a:function:f, arn:aws:lambda:r:a:function:g, false",
        "ArnEquals, ec2:InstanceProfile, arn:aws:lambda:r:a:function:f, -, false",
        "Bool, ec2:Encrypted, true, true, true",
        "Bool, ec2:Encrypted, true, True, true",
        "Bool, ec2:Encrypted, true, false, false",
        "Bool, ec2:Encrypted, true, -, false",
        "BoolIfExists, ec2:Encrypted, true, -, true",
        "BoolIfExists, ec2:Encrypted, true, false, false",
        "StringEqualsIfExists, iam:PassedToService, a, -, true",
        "StringEqualsIfExists, iam:PassedToService, a, b, false",
        "NumericLessThan, aws:MultiFactorAuthAge, 3600, 3599, true",
        "NumericLessThan, aws:MultiFactorAuthAge, 3600, 3600, false",
        "NumericLessThan, aws:MultiFactorAuthAge, 3600, -, false",
        "Null, iam:PassedToService, true, -, true",
        "Null, iam:PassedToService, true, a, false",
        "Null, iam:PassedToService, false, a, true",
        "Null, iam:PassedToService, false, -, false",
        "ForAllValues:StringEquals, aws:TagKeys, a b, a b, true",
        "ForAllValues:StringEquals, aws:TagKeys, a b, a c, false",
        "ForAllValues:StringEquals, aws:TagKeys, a, -, true",
        "ForAllValues:StringNotLike, aws:TagKeys, p:*, a b, true",
        "ForAllValues:StringNotLike, aws:TagKeys, p:*, a p:x, false",
        "ForAllValues:StringNotLike, aws:TagKeys, p:*, -, true",
    })
    void a_condition_operator_means_what_iam_says(
            String operator, String key, String wanted, String given, boolean holds) {
        Map<String, List<String>> context = given.equals("-") ? Map.of() : Map.of(key, List.of(given.split(" ", -1)));

        assertThat(new Condition(operator, key, List.of(wanted.split(" ", -1))).holds(request(context)))
                .isEqualTo(holds);
    }

    @Test
    void all_conditions_of_a_statement_have_to_hold() {
        Policy both = policy("'Effect':'Allow','Action':'s3:GetObject','Resource':'*','Condition':"
                + "{'StringEquals':{'iam:PassedToService':'a','lambda:Principal':'b'}}");
        Bearer bearer = new Bearer("x", List.of(both), Optional.empty());

        assertThat(bearer.may(
                        request(Map.of("iam:PassedToService", List.of("a"), "lambda:Principal", List.of("b"))),
                        List.of()))
                .isTrue();
        assertThat(bearer.may(request(Map.of("iam:PassedToService", List.of("a"))), List.of()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Effect':'Allow','NotAction':'s3:*','Resource':'*'",
                "'Effect':'Allow','Action':'s3:*','NotResource':'x'",
                "'Effect':'Maybe','Action':'s3:*','Resource':'*'",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'DateLessThan':{'iam:PassedToService':'1'}}",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'ForAnyValue:DateEquals':{'aws:TagKeys':'1'}}",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'StringEquals':{'aws:Unheard':'1'}}",
            })
    void what_is_not_known_is_not_judged(String statement) {
        assertThatIllegalArgumentException().isThrownBy(() -> policy(statement));
    }

    @Test
    void a_key_of_several_values_is_not_judged_by_an_operator_for_one() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Condition("StringEquals", "aws:TagKeys", List.of("a")).holds(GET));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Condition("StringEquals", "iam:PassedToService", List.of("a"))
                        .holds(request(Map.of("iam:PassedToService", List.of("a", "b")))));
        assertThatIllegalArgumentException().isThrownBy(() -> request(Map.of("aws:Unheard", List.of("x"))));
    }

    private static boolean may(Policy identity, Optional<Policy> boundary) {
        return new Bearer("x", List.of(identity), boundary).may(GET, List.of());
    }

    private static Request request(Map<String, List<String>> context) {
        return new Request("s3:GetObject", "arn:aws:s3:::b/k", context);
    }

    private static Policy policy(String statement) {
        return Policy.parse(
                ("{'Version':'2012-10-17','Statement':[{'Sid':'S'," + statement + "}]}").replace('\'', '"'));
    }
}
