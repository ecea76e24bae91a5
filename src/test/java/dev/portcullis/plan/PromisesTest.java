package dev.portcullis.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.gson.JsonObject;
import dev.portcullis.infra.stack.Blueprint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every promise holds for the real program, and each is seen to break when the thing it promises is not so. */
final class PromisesTest {
    private static final Blueprint BLUEPRINT = ExampleStack.blueprint(Map.of());
    private static final String GROUPS = "no security group accepts anything";
    private static final String IMDS = "every instance demands IMDSv2 with a hop limit of 1";
    private static final String STEADY =
            "no instance has a key pair, and a change of user data or image never replaces one";
    private static final String VOLUMES = "every volume is encrypted";
    private static final String BUCKETS = "every bucket is encrypted, private, versioned and refuses plaintext";
    private static final String DATA = "the data volume is protected and kept on delete";
    private static final String SECRETS = "no secret stands in user data, outputs or plain state";
    private static final String ACTIONS = "no IAM statement allows a wildcard action";
    private static final String RESOURCES = "no IAM statement allows the resource * without a written reason";
    private static final String MANAGED = "no AWS managed policy is attached";
    private static final String BEDROCK = "the rights to Bedrock are exactly the catalogue's and the guardrail's";
    private static final String LOGS = "no role of the gateway can read or delete a log, only add to it";
    private static final String BOUNDARY = "every role carries the boundary of the identity stack that is named";
    private static final String TOKENS =
            "the callers' host admits exactly the clients' tokens, and nobody by allow or bypass";
    private static final String APPLICATION = "the callers' Access application is protected";
    private static final String TUNNEL =
            "the tunnel demands Access's assertion on every rule, and answers 404 to the rest";
    private static final String AUDIENCES =
            "each host name's tunnel rule demands the audience of its own application, and no other's";
    private static final String OPERATORS = "the admin host admits exactly the listed operators and their own token";
    private static final String SESSIONS = "an operator signs in anew after an hour at most";
    private static final String CLOSED =
            "without operators there is one application, one host name and no way to the admin API";
    private static final String WAKE_DOOR =
            "the Worker stands behind Access on the callers' host name, and has no other address";
    private static final String AWAKE = "the schedules of awake can start the one instance, and nothing else";
    private static final String WAKE_RIGHTS =
            "the wake function can start the one instance, and change nothing else in EC2";
    private static final String DNS = "DNS comes after Access, the tunnel and the host";
    private static final String WAF = "the WAF blocks what the table of routes does not name";
    private static final String SHARED = "nothing zone-wide is declared in a shared zone";
    private static final String PARENTS = "every resource has a component as its parent";
    private static final String ORDER = "the instance waits for its rights, secrets, bundle and volume";
    private static final String ANYONE = "[{\"protocol\":\"tcp\",\"fromPort\":22,\"toPort\":22}]";

    static Stream<Promise> promises() {
        return Promises.ALL.stream();
    }

    @Test
    void a_promise_that_was_not_asked_is_not_ticked() {
        assertThat(Promises.check(ExampleStack.declared(), BLUEPRINT))
                .filteredOn(outcome -> outcome.state() != Promise.PromiseState.HOLDS)
                .extracting(Promise.Outcome::sentence, Promise.Outcome::state, Promise.Outcome::notAsked)
                .containsExactly(
                        tuple(BOUNDARY, Promise.PromiseState.NOT_ASKED, "identityStack names none"),
                        tuple(SHARED, Promise.PromiseState.NOT_ASKED, "the zone is dedicated"),
                        tuple(OPERATORS, Promise.PromiseState.NOT_ASKED, "operators lists nobody"),
                        tuple(SESSIONS, Promise.PromiseState.NOT_ASKED, "operators lists nobody"),
                        tuple(AWAKE, Promise.PromiseState.NOT_ASKED, "awake is empty"));
    }

    @ParameterizedTest
    @MethodSource("promises")
    void a_promise_about_nothing_is_not_ticked(Promise promise) {
        Declared nothing = new Declared(List.of(), new JsonObject(), List.of(), List.of());
        Map<String, Object> bounded = Map.of("portcullis:identityStack", "identity");

        assertThat(promise.check(nothing, ExampleStack.blueprint(bounded)).state())
                .isNotEqualTo(Promise.PromiseState.HOLDS);
    }

    @ParameterizedTest
    @MethodSource("promises")
    void a_promise_holds_for_the_real_program(Promise promise) {
        assertThat(promise.check(ExampleStack.declared(), BLUEPRINT).brokenBy())
                .as(promise.sentence())
                .isEmpty();
    }

    /** The last seven are seen to break in stacks that are asked, below and in {@link WakePlanTest}. */
    @ParameterizedTest
    @MethodSource("promises")
    void a_promise_is_among_those_that_were_seen_to_break(Promise promise) {
        assertThat(Stream.concat(
                        breakages().map(row -> row.get()[0]),
                        Stream.of(BOUNDARY, SHARED, OPERATORS, SESSIONS, WAKE_DOOR, WAKE_RIGHTS, AWAKE)))
                .contains(promise.sentence());
    }

    static Stream<Arguments> breakages() {
        return Stream.of(
                row(GROUPS, "network-security-group", Broken.input("network-security-group", "ingress", ANYONE)),
                row(GROUPS, "network-security-group", Broken.input("network-security-group", "ingress", null)),
                row(GROUPS, "network-default-group", Broken.input("network-default-group", "ingress", ANYONE)),
                row(
                        GROUPS,
                        "door",
                        Broken.more("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "door", "{}")),
                row(IMDS, "host-instance", Broken.input("host-instance", "metadataOptions.httpTokens", "\"optional\"")),
                row(
                        IMDS,
                        "host-instance",
                        Broken.input("host-instance", "metadataOptions.httpPutResponseHopLimit", "2")),
                row(STEADY, "host-instance", Broken.input("host-instance", "userDataReplaceOnChange", "true")),
                row(STEADY, "host-instance", Broken.input("host-instance", "keyName", "\"mine\"")),
                row(VOLUMES, "host-data-volume", Broken.input("host-data-volume", "encrypted", "false")),
                row(VOLUMES, "host-instance", Broken.input("host-instance", "rootBlockDevice.encrypted", null)),
                row(VOLUMES, "host-instance", Broken.input("host-instance", "ebsBlockDevices", "[{}]")),
                row(BUCKETS, "storage-backups-bucket", Broken.without("storage-backups-encryption")),
                row(BUCKETS, "storage-backups-bucket", Broken.without("storage-backups-policy")),
                row(
                        BUCKETS,
                        "storage-bundles-bucket",
                        Broken.input("storage-bundles-public-access-block", "blockPublicAcls", "false")),
                row(
                        BUCKETS,
                        "storage-bundles-bucket",
                        Broken.input("storage-bundles-versioning", "versioningConfiguration.status", "\"Suspended\"")),
                row(
                        BUCKETS,
                        "storage-bundles-bucket",
                        Broken.policy("storage-bundles-policy", "policy", "\"false\"", "\"true\"")),
                row(
                        BUCKETS,
                        "storage-bundles-bucket",
                        Broken.policy("storage-bundles-policy", "policy", "bundles-000000000000-eu-west-1/*", "x")),
                row(DATA, "host-data-volume", Broken.resource("host-data-volume", Broken::unprotected)),
                row(SECRETS, "stack outputs adminKey", Broken.leaking("stack outputs adminKey")),
                row(SECRETS, "parameters-admin-key", Broken.input("parameters-admin-key", "value", "\"in the plain\"")),
                row(
                        SECRETS,
                        "host-instance",
                        Broken.input("host-instance", "userData", "\"" + "x".repeat(16_385) + "\"")),
                row(
                        ACTIONS,
                        "host-instance-rights",
                        Broken.policy("host-instance-rights", "policy", "s3:GetObject", "s3:*")),
                row(
                        RESOURCES,
                        "host-instance-rights",
                        Broken.policy(
                                "host-instance-rights",
                                "policy",
                                "arn:aws:iam::000000000000:role/portcullis-dev-model",
                                "*")),
                row(
                        RESOURCES,
                        "idle-rights",
                        Broken.policy("idle-rights", "policy", "ec2:DescribeInstances", "ec2:TerminateInstances")),
                row(MANAGED, "admin", Broken.more("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "admin", "{}")),
                row(
                        MANAGED,
                        "host-model-role",
                        Broken.input("host-model-role", "managedPolicyArns", "[\"arn:aws:iam::aws:policy/x\"]")),
                row(
                        BEDROCK,
                        "too much: bedrock:InvokeModel",
                        Broken.policy(
                                "host-model-rights", "policy", "foundation-model/deepseek.v3.2", "foundation-model/x")),
                row(
                        BEDROCK,
                        "only the model role may call models",
                        Broken.policy("host-instance-rights", "policy", "s3:GetObject", "bedrock:InvokeModel")),
                row(
                        LOGS,
                        "idle-rights",
                        Broken.policy("idle-rights", "policy", "logs:PutLogEvents", "logs:GetLogEvents")),
                row(
                        LOGS,
                        "idle-rights",
                        Broken.policy("idle-rights", "policy", "logs:PutLogEvents", "logs:StartQuery")),
                row(
                        LOGS,
                        "host-instance-rights",
                        Broken.policy("host-instance-rights", "policy", "s3:GetObject", "logs:filterlogevents")),
                row(
                        LOGS,
                        "host-model-rights",
                        Broken.policy("host-model-rights", "policy", "bedrock:InvokeModel", "logs:StartLiveTail")),
                row(
                        LOGS,
                        "host-instance-rights",
                        Broken.policy("host-instance-rights", "policy", "s3:GetObject", "logs:DeleteLogGroup")),
                row(TOKENS, "edge-policy", Broken.input("edge-policy", "decision", "\"allow\"")),
                row(TOKENS, "edge-policy", Broken.input("edge-policy", "includes", "[{\"anyValidServiceToken\":{}}]")),
                row(TOKENS, "edge-policy", Broken.input("edge-policy", "includes", "[]")),
                row(TOKENS, "edge-application", Broken.input("edge-application", "policies", "[]")),
                row(
                        TOKENS,
                        "edge-application",
                        Broken.input("edge-application", "policies", "[{\"decision\":\"bypass\"}]")),
                row(APPLICATION, "edge-application", Broken.resource("edge-application", Broken::unprotected)),
                row(
                        TUNNEL,
                        "edge-tunnel-config",
                        Broken.input("edge-tunnel-config", "config.ingresses", "[{\"service\":\"http_status:404\"}]")),
                row(
                        TUNNEL,
                        "edge-tunnel-config",
                        Broken.input(
                                "edge-tunnel-config",
                                "config.ingresses",
                                "[{\"hostname\":\"h\",\"service\":\"s\"},{\"service\":\"http_status:404\"}]")),
                row(
                        AUDIENCES,
                        "edge-tunnel-config",
                        Broken.input("edge-application", "domain", "\"other.example.com\"")),
                row(CLOSED, "second", Broken.more("cloudflare:index/dnsRecord:DnsRecord", "second", "{}")),
                row(DNS, "edge-dns", Broken.resource("edge-dns", dns -> Broken.hasty(dns, "edge-application"))),
                row(DNS, "edge-dns", Broken.resource("edge-dns", dns -> Broken.hasty(dns, "host-instance"))),
                row(DNS, "edge-dns", Broken.input("edge-dns", "proxied", "false")),
                row(WAF, "declared []", Broken.without("edge-waf")),
                row(WAF, "declared [", Broken.input("edge-waf", "rules", "[]")),
                row(
                        PARENTS,
                        "host-instance",
                        Broken.resource("host-instance", instance -> Broken.adopted(instance, ""))),
                row(
                        ORDER,
                        "does not wait for host-instance-rights",
                        Broken.resource("host-instance", instance -> Broken.hasty(instance, "host-instance-rights"))),
                row(
                        ORDER,
                        "does not wait for parameters-desired",
                        Broken.resource("host-instance", instance -> Broken.hasty(instance, "parameters-desired"))));
    }

    @ParameterizedTest
    @MethodSource("breakages")
    void a_promise_breaks_and_names_the_culprit(String sentence, String culprit, Declared declared) {
        assertThat(Promises.check(declared, BLUEPRINT).stream()
                        .filter(outcome -> outcome.state() == Promise.PromiseState.BROKEN)
                        .filter(outcome -> outcome.sentence().equals(sentence))
                        .flatMap(outcome -> outcome.brokenBy().stream()))
                .anyMatch(line -> line.contains(culprit));
    }

    @Test
    void a_shared_zone_has_no_ruleset_and_keeps_every_promise() {
        Map<String, Object> shared = Map.of("portcullis:zone", "shared");
        Declared declared = ExampleStack.record(shared);

        assertThat(declared.ofType("cloudflare:index/ruleset:Ruleset")).isEmpty();
        assertThat(Promises.check(declared, ExampleStack.blueprint(shared)))
                .filteredOn(outcome -> outcome.state() != Promise.PromiseState.HOLDS)
                .extracting(Promise.Outcome::sentence, Promise.Outcome::notAsked)
                .containsExactly(
                        tuple(BOUNDARY, "identityStack names none"),
                        tuple(WAF, "the zone is shared"),
                        tuple(OPERATORS, "operators lists nobody"),
                        tuple(SESSIONS, "operators lists nobody"),
                        tuple(AWAKE, "awake is empty"));
        assertThat(Promises.check(ExampleStack.declared(), ExampleStack.blueprint(shared)).stream()
                        .filter(outcome -> outcome.state() == Promise.PromiseState.BROKEN)
                        .map(Promise.Outcome::sentence))
                .containsExactly(SHARED);
    }

    @Test
    void everything_switched_on_keeps_every_promise() {
        Map<String, Object> all = new TreeMap<>(Map.of(
                "portcullis:auditTrail", "true",
                "portcullis:responseHeaders", "true",
                "portcullis:browserCheckOff", "true",
                "portcullis:zoneMinTls12", "true",
                "portcullis:zoneAlwaysHttps", "true",
                "portcullis:zoneBotFightModeOff", "true",
                "portcullis:allowedCidrs", List.of("203.0.113.0/24"),
                "portcullis:corsOrigins", List.of("https://app.example.com"),
                "portcullis:anomalyMonitorArn",
                        "arn:aws:ce::000000000000:anomalymonitor/0a1b2c3d-0000-4000-8000-000000000000",
                "portcullis:teamName", "example"));
        all.put("portcullis:logs", "cloudwatch");
        Declared declared = ExampleStack.record(all);

        assertThat(Promises.check(declared, ExampleStack.blueprint(all)))
                .noneMatch(outcome -> outcome.state() == Promise.PromiseState.BROKEN);
        assertThat(declared.custom().map(RecordedResource::name))
                .contains(
                        "audit-cloudtrail",
                        "audit-lock",
                        "edge-headers",
                        "edge-config",
                        "edge-min-tls",
                        "edge-always-https",
                        "edge-bots",
                        "spend-anomalies");
    }

    @Test
    void a_gateway_that_names_an_identity_stack_puts_its_boundary_on_every_role() {
        Map<String, Object> bounded = Map.of("portcullis:identityStack", "identity");
        Declared declared = ExampleStack.record(bounded);

        assertThat(declared.ofType("aws:iam/role:Role").map(role -> role.text("permissionsBoundary")))
                .hasSize(7)
                .containsOnly("arn:aws:iam::000000000000:policy/portcullis-identity-boundary");
        assertThat(Promises.check(declared, ExampleStack.blueprint(bounded)))
                .filteredOn(outcome -> outcome.state() != Promise.PromiseState.HOLDS)
                .extracting(Promise.Outcome::sentence)
                .containsExactly(SHARED, OPERATORS, SESSIONS, AWAKE);
        assertThat(Promises.check(ExampleStack.declared(), ExampleStack.blueprint(bounded)).stream()
                        .filter(outcome -> outcome.state() == Promise.PromiseState.BROKEN)
                        .map(Promise.Outcome::sentence))
                .containsExactly(BOUNDARY);
    }

    private static Arguments row(String sentence, String culprit, Declared declared) {
        return Arguments.of(sentence, culprit, declared);
    }
}
