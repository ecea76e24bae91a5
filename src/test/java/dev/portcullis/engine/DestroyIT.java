package dev.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.cost.PriceList;
import dev.portcullis.deployed.PulumiRunner;
import dev.portcullis.deployed.state.StackState;
import dev.portcullis.deployed.state.StateResource;
import dev.portcullis.engine.provider.ProviderStandIn.Deed;
import dev.portcullis.engine.provider.ProviderStandIns;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import dev.portcullis.removal.Buckets;
import dev.portcullis.removal.Remains;
import dev.portcullis.removal.Removal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

/** The end of the example stack, on the real engine: exactly what the command said is left. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class DestroyIT {
    private static final String STACK = "dev";
    private static final Set<String> DATA =
            Set.of("edge-application", "host-data-volume", "storage-backups", "storage-bundles");

    private static ProviderStandIns providers;
    private static Path folder;
    private static PulumiCli pulumi;
    private static PulumiRunner runner;
    private static S3Client s3;
    private static Buckets buckets;

    @BeforeAll
    static void a_deployed_stack() throws Exception {
        Path tools = EngineTools.folder();
        folder = Checkout.folder();
        Path project = Files.createDirectories(folder.resolve("project"));
        Checkout.into(project);
        providers = new ProviderStandIns(project);
        pulumi = new PulumiCli(project, tools, folder, Map.of("PULUMI_DEBUG_PROVIDERS", providers.addresses()));
        Map<String, String> environment = new HashMap<>(pulumi.environment());
        environment.put("HOME", folder.toString());
        runner = PulumiRunner.installed(project, environment);
        s3 = s3(providers.awsEndpoint());
        buckets = new Buckets(s3);
        done(pulumi.pulumi("stack", "init", STACK));
        up();
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
    void a_stack_that_somebody_changes_is_refused_in_our_words_and_loses_nothing() throws IOException {
        Path lock = Files.createDirectories(folder.resolve("state/.pulumi/locks/organization/portcullis/dev"))
                .resolve("a.json");
        Files.writeString(
                lock, "{\"pid\":1,\"username\":\"a\",\"hostname\":\"b\",\"timestamp\":\"2026-11-27T10:00:00Z\"}");
        try {
            Removal removal = removal(Set.of());
            assertThatThrownBy(() -> removal.run(System.out::println))
                    .isInstanceOf(BadInput.class)
                    .hasMessage("stack 'dev': expected a stack that nobody changes just now,"
                            + " got one that is locked by another 'pulumi up', or by one that was cut off\n"
                            + "  Wait until that ends; if none runs, remove its lock with 'pulumi cancel'");
        } finally {
            Files.delete(lock);
        }
        assertThat(providers.deeds()).isEmpty();
    }

    @Test
    @Order(2)
    void without_a_name_what_is_protected_stays_and_the_rest_goes_as_was_said() {
        Removal removal = removal(Set.of());
        List<String> said = removal.going();
        List<Remains> stays = stays(removal);

        assertThat(removal.run(System.out::println)).isTrue();

        assertThat(names(providers.deeds())).containsExactlyInAnyOrderElementsOf(said);
        assertThat(stays).extracting(Remains::name).contains(DATA.toArray(String[]::new));
        assertThat(realNames()).doesNotContainAnyElementsOf(said).contains("host-data-volume", "edge-application");
        assertThat(stays.stream().filter(one -> one.name().equals("host-data-volume")))
                .singleElement()
                .satisfies(volume -> {
                    assertThat(volume.description()).matches("volume vol-[0-9a-f]+, 8 GiB gp3");
                    assertThat(volume.month().orElseThrow()).hasToString("$0.704");
                });
    }

    @Test
    @Order(3)
    void a_second_run_finds_nothing_to_do() {
        Removal again = removal(Set.of());

        assertThat(again.going()).isEmpty();
        assertThat(again.run(System.out::println)).isTrue();
        assertThat(providers.deeds()).isEmpty();
    }

    @Test
    @Order(4)
    void an_unknown_name_and_a_full_bucket_are_refused_before_anything_goes() {
        assertThatThrownBy(() -> removal(Set.of("host-data-volum")))
                .isInstanceOf(BadInput.class)
                .hasMessageEndingWith("Did you mean 'host-data-volume'?");
        assertThatThrownBy(() -> Removal.of(
                        runner, STACK, new Removal.Choice(Set.of("storage-bundles"), false, Optional.empty()), buckets))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(
                        "storage-bundles-bucket: expected an empty bucket, since S3 deletes no other, got ");
        assertThat(providers.deeds()).isEmpty();
    }

    @Test
    @Order(5)
    void cut_off_at_every_step_it_ends_with_nothing_left_but_the_fetched_dump() throws IOException {
        up();
        done(pulumi.pulumi("state", "unprotect", urn("host-data-volume"), "--yes", "--stack", STACK));
        String backups = s3.listBuckets().buckets().stream()
                .map(Bucket::name)
                .filter(name -> name.contains("-backups-"))
                .findFirst()
                .orElseThrow();
        for (String key : List.of("dumps/2026-11-27T02-00-00Z.dump", "dumps/2026-11-27T02-00-00Z.dump.seal")) {
            put(backups, key, "old " + key);
            put(backups, key, "the content of " + key);
        }
        put(backups, "dumps/2026-11-01T02-00-00Z.dump", "gone");
        s3.deleteObject(request -> request.bucket(backups).key("dumps/2026-11-01T02-00-00Z.dump"));

        AtomicBoolean killed = new AtomicBoolean();
        assertThat(removal(DATA).run(line -> {
                    if (line.contains("deleted") && killed.compareAndSet(false, true)) {
                        kill();
                    }
                }))
                .isFalse();
        mendState();
        assertThatThrownBy(() -> removal(DATA).run(line -> {})).hasMessageContaining("locked");
        done(pulumi.pulumi("cancel", "--yes", STACK));
        for (String step : List.of("Running pulumi destroy", "Deleted ", "Unprotecting ", "Running pulumi destroy")) {
            Removal removal = removal(DATA);
            assertThatThrownBy(() -> removal.run(breakingOffAt(step))).hasMessage("broken off");
        }
        Removal last = removal(DATA);
        assertThat(last.going()).contains("host-data-volume", "storage-bundles-bucket");
        assertThat(last.run(System.out::println)).isTrue();

        assertThat(realNames()).isEmpty();
        assertThat(s3.listBuckets().buckets()).isEmpty();
        assertThat(folder.resolve("last.dump")).hasContent("the content of dumps/2026-11-27T02-00-00Z.dump");
        assertThat(folder.resolve("last.dump.seal")).hasContent("the content of dumps/2026-11-27T02-00-00Z.dump.seal");
        assertThat(removal(Set.of()).isNothingLeft()).isTrue();
    }

    private static Consumer<String> breakingOffAt(String step) {
        return line -> {
            if (line.startsWith(step)) {
                throw new IllegalStateException("broken off");
            }
        };
    }

    /** A kill can meet the CLI while it writes the state in place; the refusal then names the copy beside it. */
    private void mendState() throws IOException {
        Path file = folder.resolve("state/.pulumi/stacks/portcullis/dev.json");
        if (!Files.readString(file).stripTrailing().endsWith("}")) {
            Files.copy(file.resolveSibling("dev.json.bak"), file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void kill() {
        ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("/pulumi"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static Removal removal(Set<String> named) {
        return Removal.of(
                runner, STACK, new Removal.Choice(named, true, Optional.of(folder.resolve("last.dump"))), buckets);
    }

    private static List<Remains> stays(Removal removal) {
        Problems problems = new Problems();
        PriceList prices =
                PriceList.read(Path.of("config/prices.yaml"), problems).orElseThrow();
        return removal.remains(prices, "eu-west-1");
    }

    private static List<String> realNames() {
        return StackState.read(runner, STACK).resources().stream()
                .filter(StateResource::isReal)
                .map(StateResource::name)
                .toList();
    }

    private static String urn(String name) {
        return StackState.read(runner, STACK).resources().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .urn();
    }

    private static List<String> names(List<Deed> deeds) {
        assertThat(deeds).extracting(Deed::verb).containsOnly("delete");
        return deeds.stream().map(Deed::name).toList();
    }

    private static void put(String bucket, String key, String text) {
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text));
    }

    private static void up() {
        done(pulumi.pulumi("up", "--yes", "--skip-preview", "--stack", STACK));
        providers.deeds();
    }

    private static void done(PulumiCli.Run run) {
        assertThat(run.exit()).as("%s", run.output()).isZero();
    }

    private static S3Client s3(URI endpoint) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
