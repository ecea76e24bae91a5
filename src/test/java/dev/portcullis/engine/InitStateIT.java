package dev.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.cloudflare.CloudflareApiStandIn;
import dev.portcullis.cloudflare.CloudflareWorld;
import dev.portcullis.deployed.PulumiRunner;
import dev.portcullis.idlestop.MotoServer;
import dev.portcullis.init.StackSetup;
import dev.portcullis.init.question.AnswersFile;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code init} with a state in a bucket: the real Pulumi CLI against moto. */
final class InitStateIT {
    private static final String BUCKET = "s3://my-state?region=us-east-1";

    @SuppressWarnings("NullAway.Init")
    private static MotoServer moto;

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    private CloudflareApiStandIn cloudflare;

    @BeforeAll
    static void startAws() {
        moto = MotoServer.start();
        try (S3Client s3 = S3Client.builder()
                .endpointOverride(moto.endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build()) {
            s3.createBucket(bucket -> bucket.bucket("my-state"));
        }
    }

    @AfterAll
    static void stopAws() {
        moto.close();
    }

    @BeforeEach
    void start() throws Exception {
        cloudflare = new CloudflareApiStandIn();
        environment.putAll(InitIT.prepare(folder, EngineTools.folder()));
        environment.putAll(Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b"));
        at(moto.endpoint());
    }

    @AfterEach
    void stop() {
        cloudflare.close();
    }

    @Test
    void a_bucket_takes_the_stack_and_a_second_run_finds_both() throws Exception {
        StackSetup.Ready ready = setup(BUCKET, new InitIT.Nobody());
        InitIT.Nobody second = new InitIT.Nobody();
        StackSetup.Ready again = setup("s3://my-state", second);

        assertThat(PulumiRunner.installed(folder, environment)
                        .run("stack", "ls")
                        .out())
                .contains("prod");
        assertThat(ready.next()).anyMatch(line -> line.startsWith("export PULUMI_CONFIG_PASSPHRASE_FILE="));
        assertThat(second.said).contains("State: " + BUCKET);
        assertThat(again.changes()).isEmpty();
    }

    @Test
    void at_a_terminal_a_bucket_that_does_not_exist_is_told_and_another_answer_taken() throws Exception {
        InitIT.Person person = new InitIT.Person(List.of("s3://no-such?region=us-east-1", BUCKET, "none", "none", ""));

        setup("", person);

        assertThat(person.said)
                .contains("state: expected a bucket that exists, got none of that name\n"
                        + "  Choose local, which is enough to begin, and move the state later (docs/deploy.md);"
                        + " or make a bucket and a key first with 'pulumi up' of an identity stack (docs/ci.md)")
                .contains("State: " + BUCKET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no bucket      | a bucket that exists, got none of that name | local, which is enough to begin",
                "no region      | the region of the bucket, got none, or another | s3://<bucket>?region=<region>",
                "no credentials | credentials of AWS, got none, or ones that have ended | Sign in to AWS",
                "no connection  | a state that can be reached, got none at its address | Check the address",
            })
    void a_state_that_cannot_be_used_is_told_with_the_next_step_and_nothing_is_made(
            String fault, String told, String next) {
        String state = BUCKET;
        switch (fault) {
            case "no bucket" -> state = "s3://no-such?region=us-east-1";
            case "no region" -> state = "s3://my-state";
            case "no credentials" -> environment.remove("AWS_ACCESS_KEY_ID");
            default -> at(URI.create("http://127.0.0.1:1"));
        }
        String address = state;

        assertThatThrownBy(() -> setup(address, new InitIT.Nobody()))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("state: expected " + told)
                .hasMessageContaining(next);
        assertThat(folder.resolve("Pulumi.prod.yaml")).doesNotExist();
    }

    @Test
    void a_state_that_has_gone_since_the_login_is_told_too() throws Exception {
        setup(BUCKET, new InitIT.Nobody());
        at(URI.create("http://127.0.0.1:1"));

        assertThatThrownBy(() -> setup("", new InitIT.Nobody()))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("state: expected a state that can be reached, got none at its address")
                .hasMessageContaining("pulumi logout");
    }

    private void at(URI endpoint) {
        environment.put("AWS_ENDPOINT_URL_S3", endpoint.toString());
    }

    /** @param state an empty one is not in the answers */
    private StackSetup.Ready setup(String state, InitIT.Person person) throws Exception {
        Path token = Files.writeString(folder.resolve("token"), CloudflareWorld.TOKEN);
        Path file = Files.writeString(
                folder.resolve("answers.yaml"),
                (state.isEmpty() ? "" : "state: \"" + state + "\"\n") + "region: eu-west-1\nbedrockGeography: eu\n"
                        + "hostname: llm.example.com\nalertEmail: me@example.com\nclient: laptop\nkeyDay: 5\n"
                        + "keyMonth: 50\ncapDayUsd: 10\ncapMonthUsd: 50\ntokenFile: " + token + "\n");
        Problems problems = new Problems();
        AnswersFile answers = AnswersFile.read(file, problems);
        problems.throwIfAny();
        return new StackSetup(
                        new StackSetup.Request(folder, "prod", answers, false, environment, cloudflare.url()), person)
                .run();
    }
}
