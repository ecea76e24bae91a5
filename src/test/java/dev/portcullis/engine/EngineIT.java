package dev.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.engine.provider.ProviderStandIn.Deed;
import dev.portcullis.engine.provider.ProviderStandIns;
import dev.portcullis.infra.Program;
import dev.portcullis.infra.stack.StackBlueprint;
import dev.portcullis.operate.Accounts;
import dev.portcullis.operate.Aws;
import dev.portcullis.operate.DesiredHistory;
import dev.portcullis.operate.GatewayStatus;
import dev.portcullis.operate.Operator;
import dev.portcullis.operate.Rollback;
import dev.portcullis.operate.Status;
import dev.portcullis.operate.Target;
import dev.portcullis.operate.Wait;
import dev.portcullis.plan.Declared;
import dev.portcullis.plan.RecordingEngine;
import dev.portcullis.stackfile.StackFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** The real CLI, language host and engine on the example stack, with providers that refuse as the real ones do. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class EngineIT {
    private static ProviderStandIns providers;

    private static final String STACK = "dev";

    private static final Target TARGET = new Target(STACK, "eu-west-1");

    private static Path folder;

    private static Path tools;

    private static PulumiCli pulumi;

    @BeforeAll
    static void start() throws Exception {
        tools = EngineTools.folder();
        folder = Checkout.folder();
        Path project = Files.createDirectories(folder.resolve("project"));
        Checkout.into(project);
        providers = new ProviderStandIns(project);
        pulumi = new PulumiCli(project, tools, folder, Map.of("PULUMI_DEBUG_PROVIDERS", providers.addresses()));
        assertThat(pulumi.pulumi("stack", "init", STACK).exit()).isZero();
    }

    @AfterAll
    static void stop() throws IOException {
        if (providers != null) {
            providers.close();
        }
        if (folder != null) {
            Checkout.remove(folder);
        }
    }

    @Test
    @Order(1)
    void the_offline_plan_declares_the_same_resources_with_the_same_inputs_as_the_engine() {
        PulumiCli.Run preview = pulumi.pulumi("preview", "--stack", STACK, "--json");

        assertThat(preview.errors()).isEmpty();
        assertThat(preview.exit()).isZero();
        assertThat(SameInputs.differences(plan(), preview.json())).isEmpty();
    }

    @Test
    @Order(2)
    void up_makes_everything_and_a_second_preview_is_empty() {
        done(pulumi.pulumi("up", "--yes", "--skip-preview", "--stack", STACK));
        List<Deed> deeds = providers.deeds();

        assertThat(deeds).extracting(Deed::verb).containsOnly("create");
        assertThat(before(deeds, "edge-dns"))
                .contains("edge-application", "edge-tunnel-config", "edge-waf", "edge-rate-limit", "host-instance");
        done(pulumi.pulumi("preview", "--stack", STACK, "--expect-no-changes"));
    }

    @Test
    @Order(3)
    void a_refresh_finds_nothing_to_change() {
        done(pulumi.pulumi("refresh", "--yes", "--stack", STACK, "--expect-no-changes"));
    }

    @Test
    @Order(4)
    void every_output_has_its_value() {
        JsonObject outputs = outputs();

        assertThat(outputs.keySet())
                .containsExactlyInAnyOrderElementsOf(plan().outputs().keySet());
        assertThat(outputs.toString()).doesNotContain("04da6b54").doesNotContain("null");
    }

    @Test
    @Order(5)
    void no_file_of_the_state_holds_a_secret_in_clear() throws IOException {
        List<String> secrets = new ArrayList<>();
        outputs().getAsJsonObject("clientSecrets").asMap().values().forEach(value -> secrets.add(value.getAsString()));
        try (Aws aws = Accounts.at(providers.awsEndpoint(), "a", "b")) {
            aws
                    .ssm()
                    .getParametersByPathPaginator(
                            request -> request.path("/portcullis/" + STACK).withDecryption(true))
                    .stream()
                    .flatMap(page -> page.parameters().stream())
                    .filter(parameter -> parameter.type() == ParameterType.SECURE_STRING)
                    .forEach(parameter -> secrets.add(parameter.value()));
        }

        assertThat(secrets).hasSize(9).allMatch(secret -> secret.length() > 20);
        try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as("%s", file).doesNotContain(secrets);
            }
        }
    }

    @Test
    @Order(6)
    void the_operators_commands_find_stop_and_start_what_up_made() throws InterruptedException {
        try (Aws aws = Accounts.at(providers.awsEndpoint(), "a", "b")) {
            Operator operator =
                    new Operator(aws, TARGET, Clock.systemUTC(), () -> Accounts.report(aws, TARGET, Instant.now()));

            assertThat(operator.status().instanceState()).isEqualTo("running");
            assertThat(operator.stop(new Wait(Duration.ofMinutes(1)), status -> {})
                            .standing())
                    .isEqualTo(GatewayStatus.ASLEEP);
            Status started = operator.start(new Wait(Duration.ofMinutes(1)), status -> {});
            assertThat(started.standing()).as(started.detail()).isEqualTo(GatewayStatus.HEALTHY);
            assertThat(started.instanceState()).isEqualTo("running");
        }
        providers.deeds();
    }

    @Test
    @Order(7)
    void going_back_behind_an_up_writes_the_wish_before_and_the_next_up_sets_it_right() {
        try (Aws aws = Accounts.at(providers.awsEndpoint(), "a", "b")) {
            DesiredHistory history = new DesiredHistory(aws, TARGET);
            String before = wish(aws).value();
            long version = wish(aws).version();
            // The gate's file is in the bundle, and nothing else in the desired state depends on this cap.
            set("portcullis:capDayUsd", "11");
            done(pulumi.pulumi("up", "--yes", "--skip-preview", "--stack", STACK));
            String after = wish(aws).value();

            assertThat(after).isNotEqualTo(before);
            assertThat(history.planRollback(version, List.of())).isInstanceOf(Rollback.Bundle.class);
            history.rollBack(version);
            assertThat(wish(aws).value()).isEqualTo(before);

            done(pulumi.pulumi("up", "--yes", "--skip-preview", "--refresh", "--stack", STACK));
            assertThat(wish(aws).value()).isEqualTo(after);
        }
        providers.deeds();
    }

    @Test
    @Order(8)
    void a_checkout_in_another_folder_previews_empty() throws IOException {
        Path other = Files.createDirectories(folder.resolve("elsewhere/of another name"));
        Checkout.into(other);
        String stackFile = "Pulumi." + STACK + ".yaml";
        Files.copy(
                folder.resolve("project").resolve(stackFile),
                other.resolve(stackFile),
                StandardCopyOption.REPLACE_EXISTING);
        PulumiCli elsewhere =
                new PulumiCli(other, tools, folder, Map.of("PULUMI_DEBUG_PROVIDERS", providers.addresses()));

        done(elsewhere.pulumi("preview", "--stack", STACK, "--expect-no-changes"));
    }

    @Test
    @Order(9)
    void a_rotated_client_a_new_one_a_larger_volume_and_another_instance_type_replace_nothing() {
        String before = outputs().getAsJsonObject("clientSecrets").get("ci").getAsString();
        set("portcullis:clients.ci.secretVersion", "2");
        set("portcullis:clients.ci.graceUntil", "2030-01-01T00:00:00Z");
        set("portcullis:clients.new.duration", "24h");
        set("portcullis:dataVolumeGiB", "20");
        set("portcullis:instanceType", "t4g.medium");
        set("portcullis:tokenExpiryMail", "true");
        set("portcullis:corsOrigins[0]", "https://a.example.com");
        set("portcullis:corsOrigins[1]", "https://b.example.com");

        done(pulumi.pulumi("up", "--yes", "--skip-preview", "--stack", STACK));
        List<Deed> deeds = providers.deeds();

        assertThat(names(deeds, "delete")).isEmpty();
        // The origins stand in the gate's file, so there is a new bundle beside the old one.
        assertThat(names(deeds, "create"))
                .containsExactlyInAnyOrder("edge-token-new", "edge-token-expiry", "storage-bundle");
        assertThat(names(deeds, "update"))
                .contains("edge-token-ci", "edge-policy", "host-data-volume", "host-instance", "parameters-desired");
        assertThat(outputs().getAsJsonObject("clientSecrets").get("ci").getAsString())
                .isNotEqualTo(before);
        done(pulumi.pulumi("refresh", "--yes", "--stack", STACK, "--expect-no-changes"));
        done(pulumi.pulumi("preview", "--stack", STACK, "--expect-no-changes"));
    }

    @Test
    @Order(10)
    void a_client_that_goes_leaves_the_policy_before_its_token_ends() {
        done(pulumi.pulumi("config", "rm", "--path", "portcullis:clients.new", "--stack", STACK));

        done(pulumi.pulumi("up", "--yes", "--skip-preview", "--stack", STACK));
        List<Deed> deeds = providers.deeds();

        assertThat(names(deeds, "delete")).containsExactly("edge-token-new");
        assertThat(before(deeds, "edge-token-new")).contains("edge-policy");
    }

    @Test
    @Order(11)
    void a_worker_that_wakes_the_host_goes_and_comes_back_with_a_new_secret_that_stands_in_no_file()
            throws IOException {
        String before = wakeSecret();
        set("portcullis:wake", "none");
        done(pulumi.pulumi("up", "--yes", "--skip-preview", "--stack", STACK));
        List<Deed> going = providers.deeds();

        assertThat(names(going, "delete")).containsExactlyInAnyOrderElementsOf(WAKE);
        assertThat(before(going, "wake-script")).contains("wake-route");
        assertThat(names(going, "create")).isEmpty();

        set("portcullis:wake", "worker");
        done(pulumi.pulumi("up", "--yes", "--skip-preview", "--stack", STACK));
        List<Deed> coming = providers.deeds();

        assertThat(names(coming, "create")).containsExactlyInAnyOrderElementsOf(WAKE);
        assertThat(names(coming, "delete")).isEmpty();
        assertThat(before(coming, "wake-route")).contains("wake-script", "wake-subdomain", "wake-url");
        done(pulumi.pulumi("refresh", "--yes", "--stack", STACK, "--expect-no-changes"));
        done(pulumi.pulumi("preview", "--stack", STACK, "--expect-no-changes"));
        assertThat(wakeSecret()).hasSize(48).isNotEqualTo(before);
        try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as("%s", file).doesNotContain(wakeSecret());
            }
        }
    }

    private static final List<String> WAKE = List.of(
            "wake-secret-value",
            "wake-secret",
            "wake-logs",
            "wake-role",
            "wake-rights",
            "wake-function",
            "wake-no-retries",
            "wake-url",
            "wake-open",
            "wake-alarm",
            "wake-script",
            "wake-subdomain",
            "wake-route");

    private static String wakeSecret() throws IOException {
        try (Aws aws = Accounts.at(providers.awsEndpoint(), "a", "b")) {
            return aws.ssm()
                    .getParameter(request -> request.name("/portcullis/" + STACK + "/wake-secret")
                            .withDecryption(true))
                    .parameter()
                    .value();
        }
    }

    @Test
    @Order(12)
    void operators_come_before_their_name_and_go_after_it_and_nothing_of_the_callers_is_replaced() {
        set("portcullis:operators.jo.email", "jo@example.com");
        set("portcullis:operators.jo.scope", "all");
        done(pulumi.pulumi("up", "--yes", "--skip-preview", "--stack", STACK));
        List<Deed> coming = providers.deeds();

        assertThat(names(coming, "delete")).isEmpty();
        assertThat(names(coming, "create"))
                .containsExactlyInAnyOrder(
                        "edge-operators-token",
                        "edge-operators-people",
                        "edge-operators-programs",
                        "edge-operators",
                        "edge-operators-dns",
                        "storage-bundle");
        assertThat(before(coming, "edge-operators-dns")).contains("edge-operators", "edge-tunnel-config", "edge-waf");
        assertThat(outputs().get("adminUrl").getAsString()).isEqualTo("https://llm-admin.example.com");
        assertThat(outputs().get("adminAudience")).isNotEqualTo(outputs().get("audience"));
        done(pulumi.pulumi("refresh", "--yes", "--stack", STACK, "--expect-no-changes"));
        done(pulumi.pulumi("preview", "--stack", STACK, "--expect-no-changes"));

        done(pulumi.pulumi("config", "rm", "portcullis:operators", "--stack", STACK));
        done(pulumi.pulumi("up", "--yes", "--skip-preview", "--stack", STACK));
        List<Deed> going = providers.deeds();

        assertThat(names(going, "delete"))
                .containsExactlyInAnyOrder(
                        "edge-operators-token",
                        "edge-operators-people",
                        "edge-operators-programs",
                        "edge-operators",
                        "edge-operators-dns");
        assertThat(before(going, "edge-operators")).contains("edge-operators-dns", "edge-tunnel-config");
    }

    @Test
    @Order(13)
    void destroy_refuses_while_something_is_protected_and_removes_nothing() {
        PulumiCli.Run destroy = pulumi.pulumi("destroy", "--yes", "--stack", STACK);

        assertThat(destroy.exit()).isNotZero();
        assertThat(destroy.output()).contains("protected");
        assertThat(providers.deeds()).isEmpty();
    }

    @Test
    @Order(14)
    void what_is_protected_stays_whole_and_up_makes_the_rest_again() {
        done(pulumi.pulumi("destroy", "--yes", "--exclude-protected", "--skip-preview", "--stack", STACK));
        List<Deed> deeds = providers.deeds();

        assertThat(before(deeds, "host-instance")).contains("edge-dns");
        assertThat(before(deeds, "edge-tunnel")).contains("edge-dns", "host-instance");
        assertThat(names(deeds, "delete"))
                .contains("edge-dns", "host-instance", "network-vpc")
                .noneMatch(name -> name.startsWith("storage-"))
                .doesNotContain("edge-application", "edge-policy", "edge-token-ci", "host-data-volume");
        done(pulumi.pulumi("up", "--yes", "--skip-preview", "--stack", STACK));
        assertThat(names(providers.deeds(), "create"))
                .contains("host-instance", "edge-dns")
                .noneMatch(name -> name.startsWith("storage-") && !name.equals("storage-bundle"));
    }

    @Test
    @Order(15)
    void once_nothing_is_protected_all_goes_but_the_volume_and_the_buckets() {
        done(pulumi.pulumi("state", "unprotect", "--all", "--yes", "--stack", STACK));

        done(pulumi.pulumi("destroy", "--yes", "--skip-preview", "--stack", STACK));

        assertThat(names(providers.deeds(), "delete"))
                .contains("edge-application", "edge-token-ci")
                .noneMatch(name -> name.startsWith("storage-"))
                .doesNotContain("host-data-volume");
        assertThat(pulumi.pulumi("stack", "--show-urns", "--stack", STACK).output())
                .contains("Current stack resources (0)");
    }

    @Test
    @Order(16)
    void an_identity_stack_goes_up_and_its_second_preview_is_empty() {
        done(pulumi.pulumi("stack", "init", "identity"));

        done(pulumi.pulumi("up", "--yes", "--skip-preview", "--stack", "identity"));
        done(pulumi.pulumi("preview", "--stack", "identity", "--expect-no-changes"));
    }

    /** The plan of the folder that the engine ran, on the same day. */
    private static Declared plan() {
        Path project = folder.resolve("project");
        StackBlueprint blueprint =
                StackBlueprint.of(project, StackFile.raw(project, STACK), STACK, LocalDate.now(ZoneOffset.UTC));
        return RecordingEngine.record(STACK, context -> Program.declare(context, blueprint));
    }

    private static Parameter wish(Aws aws) {
        return aws.ssm()
                .getParameter(request -> request.name("/portcullis/" + STACK + "/desired"))
                .parameter();
    }

    private static void set(String path, String value) {
        done(pulumi.pulumi("config", "set", "--path", path, value, "--stack", STACK));
    }

    private static void done(PulumiCli.Run run) {
        assertThat(run.errors()).isEmpty();
        assertThat(run.exit()).as("%s", run.output()).isZero();
    }

    private static JsonObject outputs() {
        String output = pulumi.pulumi("stack", "output", "--json", "--show-secrets", "--stack", STACK)
                .output();
        return JsonParser.parseString(output).getAsJsonObject();
    }

    private static List<String> names(List<Deed> deeds, String verb) {
        return deeds.stream()
                .filter(deed -> deed.verb().equals(verb))
                .map(Deed::name)
                .toList();
    }

    /** The names of all deeds before the last one that was done to the resource. */
    private static List<String> before(List<Deed> deeds, String name) {
        List<String> names = deeds.stream().map(Deed::name).toList();
        return names.subList(0, names.lastIndexOf(name));
    }
}
