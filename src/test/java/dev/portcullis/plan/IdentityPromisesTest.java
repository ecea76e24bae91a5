package dev.portcullis.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.infra.stack.StackBlueprint;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The promises of an identity stack hold, and each that is its own is seen to break. */
final class IdentityPromisesTest {
    private static final StackBlueprint BLUEPRINT = ExampleStack.identityBlueprint(Map.of());
    private static final Declared GOOD = ExampleStack.identity(Map.of());
    private static final String STATE = "the state's bucket and key are protected, and the key rotates";
    private static final String KEY = "no key policy lets anybody disable or delete the key";
    private static final String TRUST =
            "a workflow takes a role from one environment of one repository, a person with a second factor";
    private static final String HOUR = "every role is for an hour";
    private static final String BACK =
            "no right reaches a role, a policy or the state of this stack itself, and none calls a model";
    private static final String SIZE = "no managed policy is over 6,144 characters, and no role has more than ten";
    private static final String SUBJECT = "repo:example-owner@1234567/example-gateway@7654321:environment:";

    @Test
    void every_promise_holds_for_the_example() {
        assertThat(Promises.check(GOOD, BLUEPRINT)).allMatch(outcome -> outcome.state() == Promise.PromiseState.HOLDS);
    }

    @Test
    void every_promise_holds_with_a_provider_that_is_there_and_without_people() {
        Map<String, Object> changes = Map.of(
                "portcullis:githubProviderExists", "true",
                "portcullis:readonlyUsers", List.of(),
                "portcullis:operatorUsers", List.of(),
                "portcullis:deployerUsers", List.of());
        Declared declared = ExampleStack.identity(changes);

        assertThat(Promises.check(declared, ExampleStack.identityBlueprint(changes)))
                .allMatch(outcome -> outcome.state() == Promise.PromiseState.HOLDS);
        assertThat(declared.ofType("aws:iam/role:Role").map(RecordedResource::name))
                .containsExactly("roles-deploy", "roles-preview");
        assertThat(declared.ofType("aws:iam/openIdConnectProvider:OpenIdConnectProvider"))
                .isEmpty();
        assertThat(declared.named("roles-deploy").orElseThrow().text("assumeRolePolicy"))
                .contains(
                        "\"Federated\":\"arn:aws:iam::000000000000:oidc-provider/token.actions.githubusercontent.com\"");
    }

    static Stream<Arguments> breakages() {
        return Stream.of(
                row(STATE, "state-key", resource("state-key", Broken::unprotected)),
                row(STATE, "state-store-bucket", resource("state-store-bucket", Broken::unprotected)),
                row(STATE, "state-key", Broken.input(GOOD, "state-key", "enableKeyRotation", "false")),
                row(KEY, "state-key", policy("state-key", "policy", "kms:EnableKey\"", "kms:ScheduleKeyDeletion\"")),
                row(KEY, "state-key", policy("state-key", "policy", "kms:EnableKey\"", "kms:DisableKey\"")),
                row(TRUST, "roles-preview", trust("roles-preview", SUBJECT + "preview", SUBJECT + "*")),
                row(TRUST, "roles-preview", trust("roles-preview", SUBJECT + "preview", "repo:a/b:ref:refs/heads/x")),
                row(TRUST, "roles-deploy", trust("roles-deploy", "sts.amazonaws.com", "https://github.com/x")),
                row(TRUST, "roles-deploy", trust("roles-deploy", "StringEquals", "StringLike")),
                row(TRUST, "roles-operator", trust("roles-operator", "\"true\"", "\"false\"")),
                row(TRUST, "roles-operator", trust("roles-operator", "\"3600\"", "\"36000\"")),
                row(HOUR, "roles-readonly", Broken.input(GOOD, "roles-readonly", "maxSessionDuration", "43200")),
                row(HOUR, "roles-readonly", Broken.input(GOOD, "roles-readonly", "maxSessionDuration", null)),
                row(
                        BACK,
                        "statement KeepRole",
                        policy(
                                "rights-roles",
                                "policy",
                                "role/portcullis-dev-host",
                                "role/portcullis-identity-deploy")),
                row(BACK, "statement KeepRole", policy("rights-roles", "policy", "role/portcullis-dev-host", "role/*")),
                row(
                        BACK,
                        "statement KeepProfile",
                        policy(
                                "rights-roles",
                                "policy",
                                "instance-profile/portcullis-dev-host",
                                "x\",\"arn:aws:iam::000000000000:policy/portcullis-identity-boundary")),
                row(BACK, "statement WriteState", policy("rights-state", "policy", "portcullis/dev.*", "portcullis/*")),
                row(
                        BACK,
                        "statement ReadOutcome",
                        policy("rights-look", "policy", "ssm:GetParameter", "bedrock:Invoke")),
                row(
                        SIZE,
                        "rights-look",
                        policy("rights-look", "policy", "ssm:GetParameter", "ssm:" + "x".repeat(6144))),
                row(
                        SIZE,
                        "portcullis-identity-deployer has 11",
                        Broken.input(GOOD, "roles-operator-operate", "role", "\"portcullis-identity-deployer\"")));
    }

    @ParameterizedTest
    @MethodSource("breakages")
    void a_promise_breaks_and_names_the_culprit(String sentence, String culprit, Declared declared) {
        assertThat(Promises.check(declared, BLUEPRINT).stream()
                        .filter(outcome -> outcome.sentence().equals(sentence))
                        .flatMap(outcome -> outcome.brokenBy().stream()))
                .anyMatch(line -> line.contains(culprit));
    }

    /** The others are a gateway's too, and are seen to break there. */
    @Test
    void each_promise_of_its_own_is_among_those_that_were_seen_to_break() {
        Set<String> seen = new HashSet<>();
        breakages().forEach(row -> seen.add((String) row.get()[0]));

        assertThat(IdentityPromises.ALL).extracting(Promise::sentence).containsExactlyInAnyOrderElementsOf(seen);
    }

    private static Declared resource(String name, UnaryOperator<RecordedResource> change) {
        return Broken.resource(GOOD, name, change);
    }

    private static Declared policy(String name, String property, String from, String to) {
        return Broken.policy(GOOD, name, property, from, to);
    }

    private static Declared trust(String name, String from, String to) {
        return Broken.policy(GOOD, name, "assumeRolePolicy", from, to);
    }

    private static Arguments row(String sentence, String culprit, Declared declared) {
        return Arguments.of(sentence, culprit, declared);
    }
}
