package dev.portcullis.local.litellm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.local.process.StartFailure;
import dev.portcullis.local.trial.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process around LiteLLM, with scripts in its place; {@code LiteLlmIT} has the real one. */
final class LiteLlmTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path root;

    private final List<Long> started = new CopyOnWriteArrayList<>();

    @Test
    void one_that_dies_at_its_start_is_reported_with_its_last_twenty_lines_and_the_path_of_its_log()
            throws IOException {
        try (LiteLlm litellm = start("for i in $(seq 1 30); do echo line $i; done; exit 3")) {
            assertThatThrownBy(() -> litellm.awaitReady(LONG))
                    .isInstanceOf(StartFailure.class)
                    .hasMessage("litellm: expected it to be ready, got exit code 3\n"
                            + IntStream.rangeClosed(11, 30)
                                    .mapToObj(i -> "    line " + i + "\n")
                                    .collect(Collectors.joining())
                            + "  The whole log is " + root.resolve("run/litellm.log"));
            assertThat(litellm.restarts()).isZero();
            assertThat(litellm.isGivenUp()).isTrue();
        }
    }

    @Test
    void one_that_never_answers_is_given_up_at_the_limit() throws IOException {
        try (LiteLlm litellm = start("echo starting; exec sleep 600")) {
            assertThatThrownBy(() -> litellm.awaitReady(Duration.ZERO))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageStartingWith("litellm: expected it to be ready, got no answer within 0 s\n");
        }
    }

    @Test
    void whoever_wants_to_know_hears_of_its_process() throws IOException {
        try (LiteLlm litellm = start("exec sleep 600")) {
            assertThat(started).containsExactly(litellm.pid());
        }
    }

    @Test
    void closing_ends_the_process() throws IOException {
        LiteLlm litellm = start("exec sleep 600");
        ProcessHandle process = ProcessHandle.of(litellm.pid()).orElseThrow();
        litellm.close();

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void an_interpreter_that_is_not_there_is_reported() {
        assertThatThrownBy(() -> LiteLlm.start(
                        root.resolve("none"),
                        root.resolve("run"),
                        FreePort.any(),
                        "",
                        "sk-secret",
                        Map.of(),
                        pid -> {}))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("none");
    }

    @Test
    void only_the_user_can_read_its_configuration_and_its_key() throws IOException {
        try (LiteLlm litellm = start("exec sleep 600")) {
            assertThat(litellm.base().getHost()).isEqualTo("127.0.0.1");
            assertThat(root.resolve("run/litellm.yaml")).hasContent("model_list: []");
            assertThat(root.resolve("run/litellm-internal-key")).hasContent("sk-secret");
            assertThat(mode("run")).isEqualTo("rwx------");
            assertThat(mode("run/litellm.yaml")).isEqualTo("rw-------");
            assertThat(mode("run/litellm-internal-key")).isEqualTo("rw-------");
        }
    }

    @Test
    void its_environment_is_the_switches_and_what_is_said_of_aws_and_never_the_key() throws IOException {
        try (LiteLlm litellm = start("env | sed 's/=.*//' | sort | tr '\\n' ' '; echo; exit 1")) {
            assertThatThrownBy(() -> litellm.awaitReady(LONG)).isInstanceOf(StartFailure.class);
            assertThat(Files.readString(litellm.log()))
                    .isEqualTo("AWS_ACCESS_KEY_ID AWS_CONFIG_FILE"
                            + " AWS_EC2_METADATA_DISABLED AWS_SECRET_ACCESS_KEY AWS_SHARED_CREDENTIALS_FILE"
                            + " BEDROCK_MANTLE_API_BASE DISABLE_ADMIN_UI HOME LITELLM_INTERNAL_KEY_FILE"
                            + " LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS LITELLM_LOCAL_AUTOROUTER_PRESETS"
                            + " LITELLM_LOCAL_BLOG_POSTS LITELLM_LOCAL_MODEL_COST_MAP LITELLM_LOCAL_POLICY_TEMPLATES"
                            + " LITELLM_LOG LITELLM_MODE NO_DOCS NO_OPENAPI NO_REDOC PATH PWD \n");
        }
    }

    @Test
    void of_the_callers_environment_only_what_is_of_aws_and_leads_to_it_is_taken() {
        Map<String, String> taken = Map.of(
                "HOME", "/home/me", "AWS_PROFILE", "dev", "PATH", "/bin", "HTTPS_PROXY", "http://proxy.example:3128");
        Map<String, String> all = new TreeMap<>(taken);
        all.putAll(Map.of("OPENAI_API_KEY", "x", "PYTHONPATH", "/tmp", "PULUMI_ACCESS_TOKEN", "x"));

        assertThat(AwsEnvironment.ofCaller(all)).containsExactlyInAnyOrderEntriesOf(taken);
    }

    private LiteLlm start(String body) throws IOException {
        Path python = Scripts.write(root.resolve("python"), body + "\n");
        return LiteLlm.start(
                python,
                root.resolve("run"),
                FreePort.any(),
                "model_list: []",
                "sk-secret",
                AwsEnvironment.standIn(URI.create("http://127.0.0.1:4010")),
                started::add);
    }

    private String mode(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(file)));
    }
}
