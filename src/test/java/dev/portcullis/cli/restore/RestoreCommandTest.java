package dev.portcullis.cli.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.cli.connect.CommandProcess;
import dev.portcullis.idlestop.MotoServer;
import dev.portcullis.operate.Accounts;
import dev.portcullis.operate.Aws;
import dev.portcullis.operate.Target;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** The command as a program runs it, against moto. The test plays the host; the host's own part is tried in test_restores.py. */
final class RestoreCommandTest {
    private static final String BUCKET = "portcullis-dev-backups-1-eu-west-1";
    private static final String OLD = "dumps/2020-11-26T02-00-00Z.dump";
    private static final String NEW = "dumps/2020-11-27T02-00-00Z.dump";
    private static final String BARE = "dumps/2020-11-28T02-00-00Z.dump";
    private static final String SEAL = "0".repeat(64) + "\n";

    private final MotoServer moto = MotoServer.start();
    private final Aws aws = Accounts.at(moto.endpoint(), "a", "b");
    private final S3Client s3 = S3Client.builder()
            .endpointOverride(moto.endpoint())
            .region(Region.EU_WEST_1)
            .forcePathStyle(true)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    @TempDir
    private Path folder;

    private String out = "";
    private String err = "";

    @BeforeEach
    void a_gateway() throws IOException {
        Files.createDirectory(folder.resolve("bin"));
        Path pulumi = Files.writeString(folder.resolve("bin/pulumi"), "#!/bin/sh\necho no state >&2\nexit 1\n");
        assertThat(pulumi.toFile().setExecutable(true)).isTrue();
        Accounts.launch(aws, new Target("dev", "eu-west-1"));
        s3.createBucket(request -> request.bucket(BUCKET)
                .createBucketConfiguration(where -> where.locationConstraint(BucketLocationConstraint.EU_WEST_1)));
        for (String dump : List.of(OLD, NEW, BARE)) {
            object(dump, "PGDMP of " + dump);
        }
        object(OLD + ".seal", SEAL);
        object(NEW + ".seal", SEAL + BUCKET + "\n");
        parameter("desired", "{\"backupBucket\":\"" + BUCKET + "\"}");
        parameter("restore", "{}");
        parameter("restored", "{}");
    }

    @AfterEach
    void end() {
        s3.close();
        aws.close();
        moto.close();
    }

    @Test
    void the_list_has_the_newest_first_with_its_size_and_says_which_has_no_seal() throws Exception {
        assertThat(run("--list")).as(err).isZero();

        assertThat(out.lines().map(line -> line.replaceAll("  +[0-9]+ d +", " ").replaceAll(" +", " ")))
                .containsExactly(
                        "TAKEN AGE SIZE",
                        "2020-11-28T02-00-00Z 1 KiB no seal: not restored",
                        "2020-11-27T02-00-00Z 1 KiB",
                        "2020-11-26T02-00-00Z 1 KiB");
    }

    @Test
    void a_program_gets_the_list_as_json() throws Exception {
        assertThat(run("--list", "--json")).as(err).isZero();

        JsonObject first = JsonParser.parseString(out)
                .getAsJsonObject()
                .getAsJsonArray("items")
                .get(1)
                .getAsJsonObject();
        assertThat(first)
                .hasToString("{\"name\":\"2020-11-27T02-00-00Z\",\"takenAt\":\"2020-11-27T02:00:00Z\"," + "\"bytes\":"
                        + ("PGDMP of " + NEW).length() + ",\"sealed\":true}");
    }

    @Test
    void a_preview_shows_what_is_forgotten_and_orders_nothing() throws Exception {
        assertThat(run("--preview")).as(err).isZero();

        assertThat(out)
                .contains(
                        "stack dev: the ledger becomes that of " + NEW,
                        "The gateway forgets what it wrote since then:",
                        "A dump of the present ledger is taken first");
        assertThat(value("restore")).isEqualTo("{}");
        assertThat(copies()).isEmpty();
    }

    @Test
    void without_a_terminal_the_name_has_to_be_given_twice() throws Exception {
        assertThat(run()).isEqualTo(2);
        assertThat(err).contains("Add --yes dev to do it; nothing was changed");

        assertThat(run("--yes", "prod")).isEqualTo(2);
        assertThat(value("restore")).isEqualTo("{}");
    }

    @Test
    void the_newest_dump_with_a_seal_is_handed_over_and_followed_to_its_end() throws Exception {
        Process process = begin("--yes", "dev");
        JsonObject order = awaitOrder(process);
        String id = order.get("id").getAsString();
        report(id, "running", "dumping the present ledger", "");
        report(
                id,
                "restored",
                "waiting until the gate serves",
                ",\"kept\":\"" + OLD + "\",\"aside\":\"portcullis_" + id + "\",\"seconds\":14,\"message\":\"m\"");

        assertThat(end(process)).as(err).isZero();
        assertThat(order.get("source").getAsString()).isEqualTo(NEW);
        assertThat(order.get("dumpFirst").getAsBoolean()).isTrue();
        assertThat(copies()).containsExactly("restore/" + id + ".dump", "restore/" + id + ".dump.seal");
        assertThat(content("restore/" + id + ".dump")).isEqualTo("PGDMP of " + NEW);
        assertThat(out)
                .contains(
                        "Restored. The gate served again after 14 s on the host, ",
                        "  the ledger before it: --from 2020-11-26T02-00-00Z\n",
                        "  and on the host: the database portcullis_" + id + "\n");
    }

    @Test
    void a_file_goes_under_a_prefix_of_its_own_and_what_the_host_refuses_is_exit_code_1() throws Exception {
        Path file = Files.writeString(folder.resolve("a.dump"), "PGDMP mine");
        Files.writeString(folder.resolve("a.dump.seal"), SEAL);
        Process process = begin("--from", file.toString(), "--no-dump", "--json", "--yes", "dev");
        JsonObject order = awaitOrder(process);
        String id = order.get("id").getAsString();
        report(id, "failed", "fetching the dump", ",\"message\":\"the dump: no\",\"seconds\":1");

        assertThat(end(process)).as(err).isEqualTo(1);
        assertThat(order.get("dumpFirst").getAsBoolean()).isFalse();
        assertThat(content("restore/" + id + ".dump")).isEqualTo("PGDMP mine");
        JsonObject json = JsonParser.parseString(out).getAsJsonObject();
        assertThat(json.get("outcome").getAsString()).isEqualTo("failed");
        assertThat(json.get("message").getAsString()).isEqualTo("the dump: no");
        assertThat(json.get("recoverySeconds").getAsLong()).isEqualTo(1);
    }

    @Test
    void a_restore_under_way_is_followed_and_no_other_is_begun() throws Exception {
        String id = "0123456789abcdef";
        parameter("restore", order(id, Instant.now().minusSeconds(30)));
        report(id, "running", "restoring beside the present ledger", "");

        assertThat(run("--from", OLD, "--yes", "dev")).isEqualTo(2);
        assertThat(err).contains("expected no other restore under way, got one from " + NEW);

        Process process = begin("--yes", "dev");
        while (process.isAlive()
                && !Files.readString(folder.resolve("err"))
                        .contains("A restore from " + NEW + " is under way since ")) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        report(id, "restored", "x", ",\"aside\":\"portcullis_" + id + "\",\"seconds\":9");
        assertThat(end(process)).as(err).isZero();
        assertThat(out).contains("Restored. The gate served again after 9 s on the host");
        assertThat(copies()).isEmpty();
    }

    @Test
    void an_order_that_a_sleeping_host_missed_is_not_under_way() throws Exception {
        parameter("restore", order("0123456789abcdef", Instant.now().minusSeconds(3600)));

        assertThat(run("--preview", "--from", "2020-11-26T02-00-00Z")).as(err).isZero();
        assertThat(out).contains("the ledger becomes that of " + OLD);
    }

    @Test
    void what_cannot_be_restored_is_refused_before_anything_is_handed_over() throws Exception {
        Path file = Files.writeString(folder.resolve("a.dump"), "PGDMP");
        assertRefused("--from", BARE, "expected a dump with its seal beside it");
        assertRefused("--from", "2025-01-01T02-00-00Z", "which is not there");
        assertRefused("--from", folder.resolve("none").toString(), "expected latest, the name of a dump such as");
        assertRefused("--from", file.toString(), "expected the seal beside the dump, got no such file");
        Path seal = Files.writeString(folder.resolve("a.dump.seal"), SEAL + "portcullis-other-backups-1-eu-west-1\n");
        assertRefused("--from", file.toString(), "got one of portcullis-other-backups-1-eu-west-1");
        Files.writeString(seal, SEAL);
        Files.writeString(file, "CREATE TABLE");
        assertRefused("--from", file.toString(), "expected a dump in pg_dump's own format");
        assertThat(copies()).isEmpty();
    }

    @Test
    void a_gateway_of_an_older_release_is_told_the_next_step() throws Exception {
        aws.ssm().deleteParameter(request -> request.name("/portcullis/dev/restored"));

        assertThat(run("--yes", "dev")).isEqualTo(2);
        assertThat(err)
                .contains(
                        "expected the parameter /portcullis/dev/restored, got none\n  Run 'pulumi up', which makes it");
    }

    private void assertRefused(String option, String from, String words) throws Exception {
        assertThat(run(option, from, "--yes", "dev")).as(from).isEqualTo(2);
        assertThat(err).contains(words);
    }

    private static String order(String id, Instant at) {
        return "{\"id\":\"" + id + "\",\"at\":\"" + at.truncatedTo(ChronoUnit.SECONDS)
                + "\",\"dumpFirst\":true,\"source\":\"" + NEW + "\"}";
    }

    private void report(String id, String state, String step, String more) {
        parameter(
                "restored",
                "{\"id\":\"" + id + "\",\"state\":\"" + state + "\",\"step\":\"" + step + "\"" + more + "}");
    }

    private JsonObject awaitOrder(Process process) throws InterruptedException {
        while (process.isAlive()) {
            JsonObject found = JsonParser.parseString(value("restore")).getAsJsonObject();
            if (found.has("id")) {
                return found;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return new JsonObject();
    }

    private void object(String key, String text) {
        s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(text));
    }

    private String content(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asUtf8String();
    }

    private List<String> copies() {
        return s3.listObjectsV2(request -> request.bucket(BUCKET).prefix("restore/")).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private void parameter(String name, String value) {
        aws.ssm()
                .putParameter(request -> request.name("/portcullis/dev/" + name)
                        .value(value)
                        .type(ParameterType.STRING)
                        .overwrite(true));
    }

    private String value(String name) {
        return aws.ssm()
                .getParameter(request -> request.name("/portcullis/dev/" + name))
                .parameter()
                .value();
    }

    private int run(String... words) throws Exception {
        return end(begin(words));
    }

    private int end(Process process) throws Exception {
        out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        err = Files.readString(folder.resolve("err"));
        return code;
    }

    private Process begin(String... words) throws IOException {
        List<String> command = CommandProcess.command("restore", "--stack", "dev");
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("").toAbsolutePath().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().put("AWS_ENDPOINT_URL", moto.endpoint().toString());
        builder.environment().put("AWS_ACCESS_KEY_ID", "a");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "b");
        return builder.start();
    }
}
