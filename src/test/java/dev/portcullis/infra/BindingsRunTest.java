package dev.portcullis.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.core.internal.Internal;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceTransformation;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import dev.portcullis.infra.cloudflare.BotManagement;
import dev.portcullis.infra.cloudflare.BotManagementArgs;
import dev.portcullis.infra.cloudflare.CloudflareFunctions;
import dev.portcullis.infra.cloudflare.DnsRecord;
import dev.portcullis.infra.cloudflare.DnsRecordArgs;
import dev.portcullis.infra.cloudflare.DnsRecordType;
import dev.portcullis.infra.cloudflare.Ruleset;
import dev.portcullis.infra.cloudflare.RulesetAction;
import dev.portcullis.infra.cloudflare.RulesetArgs;
import dev.portcullis.infra.cloudflare.RulesetKind;
import dev.portcullis.infra.cloudflare.RulesetPhase;
import dev.portcullis.infra.cloudflare.TunnelConfigSource;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessApplication;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessApplicationArgs;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessApplicationType;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessPolicy;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessPolicyArgs;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessPolicyDecision;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessServiceToken;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessServiceTokenArgs;
import dev.portcullis.infra.cloudflare.ZeroTrustTunnelCloudflared;
import dev.portcullis.infra.cloudflare.ZeroTrustTunnelCloudflaredArgs;
import dev.portcullis.infra.cloudflare.ZeroTrustTunnelCloudflaredConfig;
import dev.portcullis.infra.cloudflare.ZeroTrustTunnelCloudflaredConfigArgs;
import dev.portcullis.infra.cloudflare.ZoneSetting;
import dev.portcullis.infra.cloudflare.ZoneSettingArgs;
import dev.portcullis.infra.cloudflare.inputs.GetZeroTrustOrganizationArgs;
import dev.portcullis.infra.cloudflare.inputs.GetZeroTrustTunnelCloudflaredTokenArgs;
import dev.portcullis.infra.cloudflare.inputs.RulesetRuleActionParametersArgs;
import dev.portcullis.infra.cloudflare.inputs.RulesetRuleActionParametersHeadersArgs;
import dev.portcullis.infra.cloudflare.inputs.RulesetRuleArgs;
import dev.portcullis.infra.cloudflare.inputs.RulesetRuleRatelimitArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustAccessApplicationCorsHeadersArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustAccessApplicationPolicyArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustAccessPolicyIncludeArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustAccessPolicyIncludeServiceTokenArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustTunnelCloudflaredConfigConfigArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustTunnelCloudflaredConfigConfigIngressArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestAccessArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestArgs;
import dev.portcullis.infra.cloudflare.outputs.GetZeroTrustOrganizationResult;
import dev.portcullis.infra.cloudflare.outputs.GetZeroTrustTunnelCloudflaredTokenResult;
import dev.portcullis.infra.random.RandomPassword;
import dev.portcullis.infra.random.RandomPasswordArgs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One of each binding through the SDK: what leaves for the engine, and what comes back. Numbers travel as doubles. */
class BindingsRunTest {
    private final Map<String, Map<String, Object>> sent = new ConcurrentHashMap<>();
    private final Map<String, List<String>> secrets = new ConcurrentHashMap<>();
    private final Map<String, String> versions = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> calls = new ConcurrentHashMap<>();

    @AfterEach
    void clean_up() {
        PulumiTest.cleanup();
    }

    @Test
    void a_tunnel_is_sent_with_its_remote_configuration() {
        run(options -> {
            new ZeroTrustTunnelCloudflared(
                    "tunnel",
                    ZeroTrustTunnelCloudflaredArgs.builder()
                            .accountId("account")
                            .name("dev")
                            .configSrc(TunnelConfigSource.CLOUDFLARE)
                            .tunnelSecret(Output.of("c2VjcmV0"))
                            .build(),
                    options);
            var access = ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestAccessArgs.builder()
                    .required(true)
                    .teamName("team")
                    .audTags(id().applyValue(List::of))
                    .build();
            var origin = ZeroTrustTunnelCloudflaredConfigConfigIngressOriginRequestArgs.builder()
                    .access(access)
                    .build();
            var config = ZeroTrustTunnelCloudflaredConfigConfigArgs.builder()
                    .ingresses(
                            ZeroTrustTunnelCloudflaredConfigConfigIngressArgs.builder()
                                    .hostname("llm.example.com")
                                    .service("http://127.0.0.1:8080")
                                    .originRequest(origin)
                                    .build(),
                            ZeroTrustTunnelCloudflaredConfigConfigIngressArgs.builder()
                                    .service("http_status:404")
                                    .build())
                    .build();
            new ZeroTrustTunnelCloudflaredConfig(
                    "config",
                    ZeroTrustTunnelCloudflaredConfigArgs.builder()
                            .accountId("account")
                            .tunnelId(id())
                            .source(TunnelConfigSource.CLOUDFLARE)
                            .config(config)
                            .build(),
                    options);
        });
        assertThat(sent("tunnel"))
                .containsOnly(
                        entry("accountId", "account"),
                        entry("name", "dev"),
                        entry("configSrc", "cloudflare"),
                        entry("tunnelSecret", "c2VjcmV0"));
        Map<String, Object> access = Map.of("required", true, "teamName", "team", "audTags", List.of("an-id"));
        Map<String, Object> rule = Map.of(
                "hostname",
                "llm.example.com",
                "service",
                "http://127.0.0.1:8080",
                "originRequest",
                Map.of("access", access));
        assertThat(sent("config"))
                .containsOnly(
                        entry("accountId", "account"),
                        entry("tunnelId", "an-id"),
                        entry("source", "cloudflare"),
                        entry("config", Map.of("ingresses", List.of(rule, Map.of("service", "http_status:404")))));
        assertThat(secrets).containsOnly(entry("tunnel", List.of("tunnelSecret")), entry("config", List.of()));
    }

    @Test
    void access_is_sent_as_token_policy_and_application() {
        run(options -> {
            new ZeroTrustAccessServiceToken(
                    "token",
                    ZeroTrustAccessServiceTokenArgs.builder()
                            .accountId("account")
                            .name("dev-ci")
                            .duration("8760h")
                            .clientSecretVersion(2.0)
                            .previousClientSecretExpiresAt("2027-01-01T00:00:00Z")
                            .build(),
                    options);
            var token = ZeroTrustAccessPolicyIncludeServiceTokenArgs.builder()
                    .tokenId(id())
                    .build();
            new ZeroTrustAccessPolicy(
                    "policy",
                    ZeroTrustAccessPolicyArgs.builder()
                            .accountId("account")
                            .name("dev-clients")
                            .decision(ZeroTrustAccessPolicyDecision.NON_IDENTITY)
                            .includes(ZeroTrustAccessPolicyIncludeArgs.builder()
                                    .serviceToken(token)
                                    .build())
                            .sessionDuration("1h")
                            .build(),
                    options);
            var cors = ZeroTrustAccessApplicationCorsHeadersArgs.builder()
                    .allowedOrigins(List.of("https://app.example.com"))
                    .allowedMethods(List.of("POST"))
                    .allowedHeaders(List.of("content-type"))
                    .allowAllHeaders(false)
                    .allowCredentials(false)
                    .maxAge(600.0)
                    .build();
            new ZeroTrustAccessApplication(
                    "application",
                    ZeroTrustAccessApplicationArgs.builder()
                            .accountId("account")
                            .name("dev")
                            .type(ZeroTrustAccessApplicationType.SELF_HOSTED)
                            .domain("llm.example.com")
                            .sessionDuration("1h")
                            .policies(ZeroTrustAccessApplicationPolicyArgs.builder()
                                    .id(id())
                                    .precedence(1)
                                    .build())
                            .serviceAuth401Redirect(true)
                            .skipInterstitial(true)
                            .appLauncherVisible(false)
                            .corsHeaders(cors)
                            .build(),
                    options);
        });
        assertThat(sent("token"))
                .containsOnly(
                        entry("accountId", "account"),
                        entry("name", "dev-ci"),
                        entry("duration", "8760h"),
                        entry("clientSecretVersion", 2.0),
                        entry("previousClientSecretExpiresAt", "2027-01-01T00:00:00Z"));
        assertThat(sent("policy"))
                .containsOnly(
                        entry("accountId", "account"),
                        entry("name", "dev-clients"),
                        entry("decision", "non_identity"),
                        entry("includes", List.of(Map.of("serviceToken", Map.of("tokenId", "an-id")))),
                        entry("sessionDuration", "1h"));
        assertThat(sent("application"))
                .containsOnly(
                        entry("accountId", "account"),
                        entry("name", "dev"),
                        entry("type", "self_hosted"),
                        entry("domain", "llm.example.com"),
                        entry("sessionDuration", "1h"),
                        entry("policies", List.of(Map.of("id", "an-id", "precedence", 1.0))),
                        entry("serviceAuth401Redirect", true),
                        entry("skipInterstitial", true),
                        entry("appLauncherVisible", false),
                        entry(
                                "corsHeaders",
                                Map.of(
                                        "allowedOrigins",
                                        List.of("https://app.example.com"),
                                        "allowedMethods",
                                        List.of("POST"),
                                        "allowedHeaders",
                                        List.of("content-type"),
                                        "allowAllHeaders",
                                        false,
                                        "allowCredentials",
                                        false,
                                        "maxAge",
                                        600.0)));
        assertThat(secrets)
                .containsOnly(
                        entry("token", List.of("clientSecret")),
                        entry("policy", List.of()),
                        entry("application", List.of()));
    }

    @Test
    void a_ruleset_is_sent_with_what_each_action_needs() {
        run(options -> {
            var limit = RulesetRuleRatelimitArgs.builder()
                    .characteristics("cf.colo.id", "ip.src")
                    .period(10)
                    .requestsPerPeriod(100)
                    .mitigationTimeout(10)
                    .requestsToOrigin(false)
                    .build();
            var header = RulesetRuleActionParametersHeadersArgs.builder()
                    .operation("set")
                    .value("max-age=1")
                    .build();
            new Ruleset(
                    "rules",
                    RulesetArgs.builder()
                            .zoneId("zone")
                            .name("dev")
                            .kind(RulesetKind.ZONE)
                            .phase(RulesetPhase.HTTP_RATELIMIT)
                            .description("limit")
                            .rules(
                                    RulesetRuleArgs.builder()
                                            .ref("limit")
                                            .action(RulesetAction.BLOCK)
                                            .expression("true")
                                            .description("too many")
                                            .enabled(true)
                                            .ratelimit(limit)
                                            .build(),
                                    RulesetRuleArgs.builder()
                                            .action(RulesetAction.REWRITE)
                                            .actionParameters(RulesetRuleActionParametersArgs.builder()
                                                    .bic(false)
                                                    .headers(Map.of("strict-transport-security", header))
                                                    .build())
                                            .expression("true")
                                            .build())
                            .build(),
                    options);
        });
        Map<String, Object> first = Map.of(
                "ref",
                "limit",
                "action",
                "block",
                "expression",
                "true",
                "description",
                "too many",
                "enabled",
                true,
                "ratelimit",
                Map.of(
                        "characteristics",
                        List.of("cf.colo.id", "ip.src"),
                        "period",
                        10.0,
                        "requestsPerPeriod",
                        100.0,
                        "mitigationTimeout",
                        10.0,
                        "requestsToOrigin",
                        false));
        Map<String, Object> second = Map.of(
                "action",
                "rewrite",
                "actionParameters",
                Map.of(
                        "bic",
                        false,
                        "headers",
                        Map.of("strict-transport-security", Map.of("operation", "set", "value", "max-age=1"))),
                "expression",
                "true");
        assertThat(sent("rules"))
                .containsOnly(
                        entry("zoneId", "zone"),
                        entry("name", "dev"),
                        entry("kind", "zone"),
                        entry("phase", "http_ratelimit"),
                        entry("description", "limit"),
                        entry("rules", List.of(first, second)));
    }

    @Test
    void a_record_and_zone_wide_settings_are_sent() {
        Map<String, Object> hsts = Map.of("strict_transport_security", Map.of("enabled", true, "max_age", 31536000.0));
        run(options -> {
            new DnsRecord(
                    "record",
                    DnsRecordArgs.builder()
                            .zoneId("zone")
                            .name("llm.example.com")
                            .type(DnsRecordType.CNAME)
                            .content(id().applyValue(id -> id + ".cfargotunnel.com"))
                            .proxied(true)
                            .ttl(1.0)
                            .comment("dev")
                            .build(),
                    options);
            new ZoneSetting(
                    "hsts",
                    ZoneSettingArgs.builder()
                            .zoneId("zone")
                            .settingId("security_header")
                            .value(hsts)
                            .build(),
                    options);
            new BotManagement(
                    "bots",
                    BotManagementArgs.builder()
                            .zoneId("zone")
                            .fightMode(false)
                            .enableJs(false)
                            .build(),
                    options);
        });
        assertThat(sent("record"))
                .containsOnly(
                        entry("zoneId", "zone"),
                        entry("name", "llm.example.com"),
                        entry("type", "CNAME"),
                        entry("content", "an-id.cfargotunnel.com"),
                        entry("proxied", true),
                        entry("ttl", 1.0),
                        entry("comment", "dev"));
        assertThat(sent("hsts"))
                .containsOnly(entry("zoneId", "zone"), entry("settingId", "security_header"), entry("value", hsts));
        assertThat(sent("bots"))
                .containsOnly(entry("zoneId", "zone"), entry("fightMode", false), entry("enableJs", false));
        assertThat(versions).containsOnly(entry("record", "6.17.0"), entry("hsts", "6.17.0"), entry("bots", "6.17.0"));
    }

    @Test
    void random_values_are_sent_and_marked_secret() {
        run(options -> {
            new RandomPassword(
                    "password",
                    RandomPasswordArgs.builder()
                            .length(40)
                            .special(false)
                            .keepers(Map.of("version", "1"))
                            .build(),
                    options);
        });
        assertThat(sent("password"))
                .containsOnly(entry("length", 40.0), entry("special", false), entry("keepers", Map.of("version", "1")));
        assertThat(secrets.get("password")).containsExactlyInAnyOrder("result", "bcryptHash");
        assertThat(versions).containsOnly(entry("password", "4.21.0"));
    }

    @Test
    void a_look_up_of_the_tunnel_token_is_secret() {
        List<Output<?>> found = new ArrayList<>();
        run(options -> found.add(
                CloudflareFunctions.getZeroTrustTunnelCloudflaredToken(GetZeroTrustTunnelCloudflaredTokenArgs.builder()
                                .accountId("account")
                                .tunnelId(id())
                                .build())
                        .applyValue(GetZeroTrustTunnelCloudflaredTokenResult::token)));
        assertThat(calls)
                .containsOnly(entry(
                        "cloudflare:index/getZeroTrustTunnelCloudflaredToken:getZeroTrustTunnelCloudflaredToken",
                        Map.of("accountId", "account", "tunnelId", "an-id")));
        assertThat(PulumiTest.extractValue(found.get(0))).isEqualTo("a-token");
        assertThat(secret(found.get(0))).isTrue();
    }

    @Test
    void a_look_up_of_the_team_is_not_secret() {
        List<Output<?>> found = new ArrayList<>();
        run(options -> found.add(CloudflareFunctions.getZeroTrustOrganization(GetZeroTrustOrganizationArgs.builder()
                        .accountId("account")
                        .build())
                .applyValue(GetZeroTrustOrganizationResult::authDomain)));
        assertThat(calls)
                .containsOnly(entry(
                        "cloudflare:index/getZeroTrustOrganization:getZeroTrustOrganization",
                        Map.of("accountId", "account")));
        assertThat(PulumiTest.extractValue(found.get(0))).isEqualTo("team.cloudflareaccess.com");
        assertThat(secret(found.get(0))).isFalse();
    }

    @Test
    void outputs_come_back_under_their_names() {
        List<Output<String>> found = new ArrayList<>();
        run(options -> {
            found.add(new ZeroTrustAccessApplication(
                            "application",
                            ZeroTrustAccessApplicationArgs.builder().build(),
                            options)
                    .aud());
            var token = new ZeroTrustAccessServiceToken(
                    "token",
                    ZeroTrustAccessServiceTokenArgs.builder().name("dev-ci").build(),
                    options);
            found.addAll(List.of(token.clientId(), token.clientSecret(), token.expiresAt()));
            var password = new RandomPassword(
                    "password", RandomPasswordArgs.builder().length(40).build(), options);
            found.addAll(List.of(password.result(), password.bcryptHash()));
        });
        assertThat(found.stream().map(PulumiTest::extractValue))
                .containsExactly(
                        "the aud", "the clientId", "the clientSecret", "the expiresAt", "the result", "the bcryptHash");
    }

    @Test
    void a_required_input_that_is_missing_stops_the_program() {
        var result = test().runTest(context ->
                new DnsRecord("record", DnsRecordArgs.builder().zoneId("zone").build(), CustomResourceOptions.Empty));
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.exceptions().get(0))
                .hasRootCauseMessage("'@Import dev.portcullis.infra.cloudflare.DnsRecordArgs.name'"
                        + " is required but was not given a value");
    }

    @ResourceType(type = "test:index:Root")
    private static final class Root extends ComponentResource {
        Root(ResourceTransformation watch) {
            super(
                    "test:index:Root",
                    "root",
                    ComponentResourceOptions.builder()
                            .resourceTransformations(watch)
                            .build());
        }
    }

    private static boolean secret(Output<?> output) {
        return Internal.of(output).isSecret().join();
    }

    /** Made within a run each time: the SDK waits only for what belongs to the run it is in. */
    private static Output<String> id() {
        return Output.of("an-id");
    }

    private Map<String, Object> sent(String name) {
        return sent.getOrDefault(name, Map.of());
    }

    private void run(Consumer<CustomResourceOptions> program) {
        test().runTest((Context context) -> {
                    var root = new Root(this::watch);
                    program.accept(CustomResourceOptions.builder().parent(root).build());
                })
                .throwOnError();
    }

    /** Options do not reach the mocks, but a transformation sees them as the class made them. */
    private Optional<ResourceTransformation.Result> watch(ResourceTransformation.Args seen) {
        if (seen.options() instanceof CustomResourceOptions options) {
            secrets.put(seen.resource().pulumiResourceName(), options.getAdditionalSecretOutputs());
            versions.put(
                    seen.resource().pulumiResourceName(), options.getVersion().orElse("none"));
        }
        return Optional.empty();
    }

    private PulumiTest.API test() {
        return PulumiTest.withOptions(TestOptions.builder().preview(false).build())
                .withMocks(new Mocks() {
                    @Override
                    public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
                        sent.put(String.valueOf(args.name), args.inputs);
                        return CompletableFuture.completedFuture(ResourceResult.of(Optional.of("id"), OUTPUTS));
                    }

                    @Override
                    public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
                        calls.put(String.valueOf(args.token), args.args);
                        return CompletableFuture.completedFuture(
                                Map.of("token", "a-token", "authDomain", "team.cloudflareaccess.com"));
                    }
                });
    }

    private static final Map<String, Object> OUTPUTS = Map.of(
            "aud", "the aud",
            "clientId", "the clientId",
            "clientSecret", "the clientSecret",
            "expiresAt", "the expiresAt",
            "result", "the result",
            "bcryptHash", "the bcryptHash");
}
