package dev.portcullis.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.cloudflare.CloudflareWorld;
import dev.portcullis.doctor.Fact.Standing;
import dev.portcullis.idlestop.MotoServer;
import dev.portcullis.operate.Accounts;
import dev.portcullis.operate.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No row is without a case in which it fails: a kind that is not in the table makes this test fail. Only those that say of
 * themselves that they never fail have none.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class EveryFactFailsTest {
    private static final String OPUS = "anthropic.claude-opus-5-5";

    private final MotoServer moto = MotoServer.start();

    @TempDir
    private Path folder;

    private interface Spoiling {
        void of(Patient patient) throws IOException;
    }

    private record Case(String found, Spoiling spoiling) {}

    private static final Map<FactKind, List<Case>> CASES = new EnumMap<>(FactKind.class);

    private static void fails(FactKind kind, String found, Spoiling spoiling) {
        CASES.merge(
                kind,
                List.of(new Case(found, spoiling)),
                (before, more) -> Stream.concat(before.stream(), more.stream()).toList());
    }

    static {
        machine();
        cloudflare();
        aws();
        parts();
        way();
    }

    private static void machine() {
        fails(FactKind.JDK, "version 11", patient -> patient.java = 11);
        fails(FactKind.PULUMI_CLI, "v2.1.0", patient -> patient.pulumi("v2.1.0", "https://api.pulumi.com"));
        fails(FactKind.PULUMI_CLI, "none on PATH", patient -> patient.environment.put("PATH", "/nowhere"));
        fails(
                FactKind.PULUMI_LOGIN,
                "none",
                patient -> patient.script("[ \"$1\" = version ] && echo v3.0.0 || exit 255\n"));
        fails(
                FactKind.PLUGIN,
                "none, and PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION is set",
                patient -> patient.environment.put("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION", "true"));
        fails(
                FactKind.STACK_FILE,
                "portcullis:capDayUsd: expected a whole number of US dollars from 1 to 100000, got 'much'",
                patient -> patient.set("capDayUsd", "much"));
        fails(FactKind.STATE, "a local folder, with an empty passphrase", patient -> {
            patient.pulumi("v3.0.0", "file://~");
            patient.environment.put("PULUMI_CONFIG_PASSPHRASE", "");
        });
        fails(
                FactKind.STATE,
                "no bucket state-of-nobody",
                patient -> patient.pulumi("v3.0.0", "s3://state-of-nobody?region=eu-west-1"));
    }

    private static void cloudflare() {
        fails(FactKind.CLOUDFLARE_TOKEN, "disabled", patient -> patient.cloudflare.world.tokenStatus = "disabled");
        fails(
                FactKind.CLOUDFLARE_TOKEN,
                "active until 2026-11-27T20:00:00Z",
                patient -> patient.cloudflare.world.tokenExpires = "2026-11-27T20:00:00Z");
        fails(FactKind.CLOUDFLARE_TOKEN, "one that everybody can read in Pulumi.prod.yaml", patient -> {
            patient.environment.remove("CLOUDFLARE_API_TOKEN");
            patient.setToken(CloudflareWorld.TOKEN);
        });
        fails(
                FactKind.CLOUDFLARE_TOKEN,
                "a token that Cloudflare refuses",
                patient -> patient.environment.put("CLOUDFLARE_API_TOKEN", "another"));
        fails(
                FactKind.PERMISSION,
                "the token lacks it",
                patient -> patient.cloudflare.world.permissions.remove("Cloudflare Tunnel Write"));
        fails(
                FactKind.ZONE,
                "pending",
                patient -> patient.cloudflare.world.zone().put("status", "pending"));
        fails(FactKind.ZONE, "the token may not read it", patient -> patient.cloudflare.world.zones.removeAll());
        fails(
                FactKind.ZONE_ACCOUNT,
                "d".repeat(32),
                patient -> ((ObjectNode) patient.cloudflare.world.zone().path("account")).put("id", "d".repeat(32)));
        fails(FactKind.ZONE_PLAN, "free", patient -> patient.set("cloudflarePlan", "pro"));
        fails(FactKind.HOSTNAME, "llm.other.example", patient -> patient.set("hostname", "llm.other.example"));
        fails(
                FactKind.CERTIFICATE,
                "2 labels below the zone, and certificates: the token may not read it",
                patient -> patient.set("hostname", "llm.team.example.com"));
        fails(FactKind.ZERO_TRUST, "switched off", patient -> patient.cloudflare.world.authDomain = null);
        fails(FactKind.TEAM_NAME, "team", patient -> patient.set("teamName", "others"));
        fails(
                FactKind.DNS_RECORD,
                "a record that the stack did not make",
                patient -> patient.cloudflare.world.records.addObject().put("name", "llm.example.com"));
        fails(FactKind.RULESET, "default, 1 rules", patient -> {
            ObjectNode ruleset = CloudflareWorld.JSON
                    .createObjectNode()
                    .put("id", "e".repeat(32))
                    .put("name", "default");
            ruleset.putArray("rules").addObject();
            patient.cloudflare.world.entryPoints.put("http_ratelimit", ruleset);
        });
    }

    private static void aws() {
        fails(FactKind.AWS_IDENTITY, "AWS is not reached", patient -> patient.awsIsAway = true);
        fails(
                FactKind.AWS_SESSION,
                "until 2026-11-27T12:10:00Z",
                patient -> patient.sessionEnd = Patient.NOW.plusSeconds(600));
        fails(
                FactKind.AVAILABILITY_ZONE,
                "no zone of eu-west-1",
                patient -> patient.set("availabilityZone", "eu-west-1d"));
        fails(
                FactKind.INSTANCE_TYPE,
                "not offered in eu-west-1d",
                patient -> patient.set("availabilityZone", "eu-west-1d"));
        fails(FactKind.VCPU_QUOTA, "1", patient -> patient.bedrock.vcpus = 1);
        fails(FactKind.ANTHROPIC_FORM, "not filled in", patient -> patient.bedrock.formIsSent = false);
        fails(
                FactKind.MODEL,
                "Bedrock in eu-west-1 has no " + OPUS,
                patient -> patient.bedrock.flaws.put(OPUS, Map.of("region", "NOT_AVAILABLE")));
        fails(
                FactKind.MODEL,
                "no agreement",
                patient -> patient.bedrock.flaws.put(OPUS, Map.of("agreement", "NOT_AVAILABLE")));
        fails(
                FactKind.MODEL,
                "its agreement is pending",
                patient -> patient.bedrock.flaws.put(OPUS, Map.of("agreement", "PENDING")));
        fails(
                FactKind.MODEL,
                "not authorized",
                patient -> patient.bedrock.flaws.put(OPUS, Map.of("authorization", "NOT_AUTHORIZED")));
        fails(
                FactKind.MODEL,
                "no entitlement in eu-west-1",
                patient -> patient.bedrock.flaws.put(OPUS, Map.of("entitlement", "NOT_AVAILABLE")));
        fails(
                FactKind.MODEL,
                "a service control policy denies bedrock:GetFoundationModelAvailability",
                patient -> patient.bedrock.denied.put(
                        "bedrock:GetFoundationModelAvailability", "with an explicit deny in a service control policy"));
        fails(
                FactKind.GUARDRAIL,
                "none in eu-west-1",
                patient -> patient.set("guardrail", "{id: gr0abc1def2gh, version: 4}"));
        fails(FactKind.GUARDRAIL, "its status is FAILED", patient -> {
            patient.set("guardrail", "{id: gr0abc1def2gh, version: 3}");
            patient.bedrock.guardrails.put("gr0abc1def2gh:3", "FAILED");
        });
        fails(
                FactKind.MODEL_QUOTA,
                "0",
                patient -> patient.bedrock.quotas.put(
                        "On-demand model inference requests per minute for Anthropic Claude Opus 5.5", 0.0));
        fails(FactKind.BUDGETS, "no right to budgets:ViewBudget", patient -> patient.budgetsAreHidden = true);
        fails(FactKind.ALERT_MAIL, "no subscription", Patient::topic);
        fails(FactKind.OIDC_PROVIDER, "none", patient -> {
            patient.stack = "identity";
            patient.set("githubProviderExists", "true");
        });
        fails(
                FactKind.OIDC_PROVIDER,
                "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com",
                patient -> {
                    patient.stack = "identity";
                    try (AccountClients account = patient.account()) {
                        account.iam()
                                .createOpenIDConnectProvider(
                                        request -> request.url("https://token.actions.githubusercontent.com")
                                                .thumbprintList("0".repeat(40)));
                    }
                });
    }

    private static void deployed(FactKind kind, String found, Spoiling spoiling) {
        fails(kind, found, patient -> {
            patient.deploy();
            spoiling.of(patient);
        });
    }

    private static void parts() {
        deployed(
                FactKind.ACCESS_APPLICATION,
                "no application for llm.example.com",
                patient -> patient.cloudflare.world.applications.removeAll());
        deployed(
                FactKind.ACCESS_APPLICATION,
                "a policy that does not name each token",
                patient -> ((ObjectNode) patient.cloudflare.world.applications.get(0)).putArray("policies"));
        deployed(
                FactKind.OPERATORS_APPLICATION,
                "no application for llm-admin.example.com",
                patient -> patient.set("operators", "{ops: {email: ops@example.com, scope: read}}"));
        deployed(
                FactKind.SERVICE_TOKEN,
                "until 2026-11-27T11:00:00Z",
                patient -> ((ObjectNode) patient.cloudflare.world.serviceTokens.get(1))
                        .put("expires_at", "2026-11-27T11:00:00Z"));
        deployed(FactKind.SERVICE_TOKEN, "none", patient -> patient.cloudflare.world.serviceTokens.remove(1));
        deployed(
                FactKind.TUNNEL,
                "down, 4 connections",
                patient -> ((ObjectNode) patient.cloudflare.world.tunnels.get(0)).put("status", "down"));
        deployed(FactKind.TUNNEL, "none", patient -> patient.cloudflare.world.tunnels.removeAll());
        deployed(
                FactKind.CLOUDFLARED,
                "2024.1.0",
                patient -> ((ObjectNode) patient.cloudflare.world.tunnels.get(0))
                        .putArray("connections")
                        .addObject()
                        .put("client_version", "2024.1.0"));
        deployed(
                FactKind.HOST,
                "applying: the host has not reported yet on what it should be now",
                patient -> Accounts.deploy(
                        Accounts.at(patient.moto.endpoint(), "key", "secret"), new Target("prod", "eu-west-1"), "c"));
    }

    /** The layers of a request, each broken once behind the real stand-in of the edge. */
    private static void way() {
        for (WayOut.Fault fault : WayOut.Fault.values()) {
            deployed(fault.kind, fault.found, patient -> patient.way = WayOut.with(fault));
        }
        for (OperatorsWay.Fault fault : OperatorsWay.Fault.values()) {
            fails(FactKind.WAY_OPERATORS, fault.found, patient -> patient.deployWithOperators(Optional.of(fault)));
        }
    }

    @BeforeEach
    void reset() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(moto.endpoint() + "/moto-api/reset"))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @AfterAll
    void end() {
        moto.close();
    }

    @Test
    void nothing_fails_where_all_is_prepared() throws Exception {
        try (Patient patient = new Patient(folder, moto)) {
            List<Fact> facts = patient.examine();

            assertThat(facts)
                    .filteredOn(fact -> fact.standing() == Standing.FAILS)
                    .isEmpty();
            assertThat(facts)
                    .filteredOn(fact -> fact.standing() == Standing.NOT_ASKED)
                    .extracting(Fact::kind)
                    .containsExactly(
                            FactKind.AWS_CLI,
                            FactKind.SESSION_PLUGIN,
                            FactKind.TEAM_NAME,
                            FactKind.ALERT_MAIL,
                            FactKind.WAY_DNS);
        }
    }

    @Test
    void nothing_fails_on_the_way_through_a_deployed_gateway() throws Exception {
        try (Patient patient = new Patient(folder, moto)) {
            patient.deploy();
            patient.way = WayOut.open();

            assertThat(patient.examine())
                    .filteredOn(fact -> fact.kind().area() == FactKind.Area.CHAIN)
                    .extracting(fact -> fact.name() + " " + fact.standing() + " " + fact.found())
                    .containsExactly(
                            "DNS HOLDS passed",
                            "edge rules HOLDS passed",
                            "Access HOLDS passed",
                            "Access application HOLDS portcullis-prod-clients",
                            "service token of ci HOLDS until 2027-11-27T12:00:00Z",
                            "service token of laptop HOLDS until 2027-11-27T12:00:00Z",
                            "way through the tunnel HOLDS passed",
                            "tunnel HOLDS healthy, 4 connections",
                            "cloudflared HOLDS 2026.10.0",
                            "host HOLDS healthy: it has applied what it should be",
                            "gate HOLDS passed",
                            "LiteLLM HOLDS passed",
                            "Bedrock HOLDS answered claude-opus-5-5");
        }
    }

    @Test
    void the_operators_service_token_passes_their_door_without_an_admin_key() throws Exception {
        try (Patient patient = new Patient(folder, moto)) {
            patient.deployWithOperators(Optional.empty());

            assertThat(patient.examine())
                    .filteredOn(fact -> fact.kind() == FactKind.WAY_OPERATORS)
                    .extracting(Fact::found)
                    .containsExactly("passed");
        }
    }

    @ParameterizedTest
    @EnumSource(FactKind.class)
    void a_fact_fails_in_each_of_its_cases(FactKind kind) throws Exception {
        List<Case> cases = CASES.getOrDefault(kind, List.of());
        assertThat(cases).as("cases of %s", kind).matches(found -> found.isEmpty() != kind.canFail());
        for (Case each : cases) {
            reset();
            try (Patient patient = new Patient(Files.createTempDirectory(folder, kind.word()), moto)) {
                each.spoiling().of(patient);

                assertThat(patient.examine())
                        .filteredOn(fact -> fact.kind() == kind && fact.standing() == Standing.FAILS)
                        .as("%s: %s", kind, each.found())
                        .isNotEmpty()
                        .allSatisfy(fact -> {
                            assertThat(fact.found()).isEqualTo(each.found());
                            assertThat(fact.remedy()).isNotEmpty().doesNotContain(CloudflareWorld.TOKEN);
                        });
            }
        }
    }
}
