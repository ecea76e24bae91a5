package dev.portcullis.cli.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.cli.connect.CommandProcess;
import dev.portcullis.cloudflare.CloudflareApiStandIn;
import dev.portcullis.cloudflare.CloudflareWorld;
import dev.portcullis.gate.admin.TestAdmin;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kill switch as a person types it: the admin API on a real ledger, and Cloudflare's stand-in. */
final class KillSwitchTest {
    private static final String POLICY = "11111111-2222-3333-4444-555555555555";
    private static final String OTHER = "99999999-2222-3333-4444-555555555555";

    @TempDir
    private Path folder;

    private final TestAdmin admin = new TestAdmin();

    @SuppressWarnings("NullAway.Init")
    private CloudflareApiStandIn cloudflare;

    private Path project = Path.of("");
    private String out = "";
    private String err = "";

    @BeforeEach
    void deploy_a_stack() throws IOException {
        cloudflare = new CloudflareApiStandIn();
        ObjectNode application = CloudflareWorld.JSON.createObjectNode().put("domain", "llm.example.com");
        application.putArray("policies").add(CloudflareWorld.policy(POLICY, "portcullis-dev-clients", "laptop-token"));
        cloudflare.world.applications.add(application);
        project = Files.createDirectory(folder.resolve("project"));
        try (Stream<Path> entries = Files.list(Path.of("").toAbsolutePath())) {
            for (Path entry : entries.filter(
                            each -> !each.getFileName().toString().matches("Pulumi\\..+yaml|\\..*"))
                    .toList()) {
                Files.createSymbolicLink(project.resolve(entry.getFileName()), entry);
            }
        }
        Files.writeString(
                stackFile(),
                Files.readString(Path.of("Pulumi.dev.yaml"))
                        .replace("0123456789abcdef0123456789abcdef", CloudflareWorld.ACCOUNT));
        Files.writeString(folder.resolve("admin.key"), admin.firstKey() + "\n");
        gateAt(admin.url());
    }

    private void gateAt(String url) throws IOException {
        Path pulumi = Files.writeString(folder.resolve("pulumi"), """
                #!/bin/sh
                case "$*" in
                  "stack output --json --stack dev --non-interactive --color never") secret='[secret]' ;;
                  "stack output --json --show-secrets --stack dev --non-interactive --color never") secret=s ;;
                  *) echo "error: unknown command $*" >&2; exit 1 ;;
                esac
                echo '{"url":"https://llm.example.com","adminUrl":"%s","operatorsClientId":"ops.access",\
                "operatorsClientSecret":"'$secret'"}'
                """.formatted(url));
        assertThat(pulumi.toFile().setExecutable(true)).isTrue();
    }

    @AfterEach
    void end() throws IOException {
        admin.close();
        cloudflare.close();
        try (Stream<Path> entries = Files.list(project)) {
            for (Path link : entries.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    @Test
    void access_the_gate_and_the_file_are_closed_within_seconds_and_opened_again() throws Exception {
        String before = Files.readString(stackFile());

        assertThat(run("everything", "--stack", "dev", "--yes", "--reason", "a leak"))
                .as(() -> err)
                .isZero();

        assertThat(policy().path("decision").asText()).isEqualTo("deny");
        assertThat(policy().path("include").toString())
                .isEqualTo("[{\"service_token\":{\"token_id\":\"laptop-token\"}}]");
        assertThat(Files.readString(stackFile()))
                .isEqualTo(before.replace("config:\n", "config:\n  portcullis:closed: true\n"));
        assertThat(err.replaceAll("after [0-9.]+ s", "after T"))
                .contains(
                        "done   edge after T: Access refuses every call to llm.example.com (portcullis-dev-clients: deny)\n")
                .contains(
                        "done   gate after T: the gate refuses every call since 2026-11-21T12:00:00Z; it has cut off 0 answers\n")
                .endsWith("done   file after T: Pulumi.dev.yaml has closed: true\n");
        assertThat(out).contains("4. Open the gateway again: ./portcullis incident reopen --stack dev\n");

        assertThat(run("reopen", "--stack", "dev", "--yes")).as(() -> err).isZero();
        assertThat(err)
                .contains("the gate lets calls through. Closed since 2026-11-21T12:00:00Z by first (a leak). Refused"
                        + " meanwhile: 0 calls; cut off: 0 answers; spent by those: $0\n")
                .contains("Access admits the clients of llm.example.com again\n");
        assertThat(policy().path("decision").asText()).isEqualTo("non_identity");
        assertThat(Files.readString(stackFile())).isEqualTo(before);
    }

    @Test
    void closing_again_and_opening_again_change_nothing() throws Exception {
        run("everything", "--stack", "dev", "--yes");
        String closed = Files.readString(stackFile());
        cloudflare.calls.clear();

        assertThat(run("everything", "--stack", "dev", "--yes")).isZero();
        assertThat(err).endsWith("Pulumi.dev.yaml says so already\n");
        assertThat(Files.readString(stackFile())).isEqualTo(closed);
        assertThat(cloudflare.calls).noneMatch(call -> call.startsWith("PUT"));
        run("reopen", "--stack", "dev", "--yes");
        assertThat(run("reopen", "--stack", "dev", "--yes")).isZero();
        assertThat(err).contains("The gate was open already");
    }

    @Test
    void a_gate_that_is_away_keeps_neither_access_nor_the_file_open() throws Exception {
        gateAt("http://127.0.0.1:1");

        assertThat(run("everything", "--stack", "dev", "--yes", "--json")).isEqualTo(1);

        assertThat(policy().path("decision").asText()).isEqualTo("deny");
        assertThat(Files.readString(stackFile())).contains("portcullis:closed: true\n");
        JsonObject answer = JsonParser.parseString(out).getAsJsonObject();
        assertThat(answer.getAsJsonArray("steps").asList())
                .extracting(step -> step.getAsJsonObject().get("step").getAsString() + " "
                        + step.getAsJsonObject().get("done").getAsBoolean())
                .containsExactly("edge true", "gate false", "file true");
        assertThat(answer.getAsJsonArray("next").get(0).getAsString()).startsWith("Run this again");
    }

    @Test
    void a_token_that_may_not_change_access_keeps_the_gate_from_nothing() throws Exception {
        cloudflare.world.permissions.remove("Access: Apps and Policies Write");
        cloudflare.world.permissions.add("Access: Apps and Policies Read");

        assertThat(run("everything", "--stack", "dev", "--yes")).isEqualTo(1);

        assertThat(err)
                .contains("FAILED edge")
                .contains("Cloudflare: expected an answer of its API, got Authentication error")
                .contains("done   gate")
                .contains("done   file");
    }

    @Test
    void access_stays_closed_while_the_gate_cannot_be_opened() throws Exception {
        run("everything", "--stack", "dev", "--yes");
        gateAt("http://127.0.0.1:1");

        assertThat(run("reopen", "--stack", "dev", "--yes")).isEqualTo(1);

        assertThat(policy().path("decision").asText()).isEqualTo("deny");
        assertThat(Files.readString(stackFile())).contains("portcullis:closed: true\n");
    }

    @Test
    void a_policy_of_somebody_else_denies_too_and_is_named_when_it_still_does() throws Exception {
        ((ObjectNode) cloudflare.world.applications.get(0))
                .withArray("policies")
                .add(CloudflareWorld.policy(OTHER, "by hand", "another-token"));

        run("everything", "--stack", "dev", "--yes");
        assertThat(err).contains("(portcullis-dev-clients, by hand: deny)");
        assertThat(run("reopen", "--stack", "dev", "--yes")).isZero();

        assertThat(err).contains("again. Policies that still deny: by hand\n");
    }

    @Test
    void without_a_terminal_it_wants_a_yes() throws Exception {
        assertThat(run("everything", "--stack", "dev")).isEqualTo(2);

        assertThat(err).startsWith("--yes: expected a terminal to ask at, or --yes, got neither");
        assertThat(cloudflare.calls).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_changed_by_lines_leaves_the_rest_closed() throws Exception {
        Files.writeString(
                stackFile(),
                Files.readString(stackFile())
                        .replace("config:\n", "config:\n  portcullis:closed: &c false\n  portcullis:auditTrail: *c\n"));

        assertThat(run("everything", "--stack", "dev", "--yes")).isEqualTo(1);

        assertThat(err)
                .contains("FAILED file")
                .contains("Edit the file by hand")
                .contains("done   gate");
    }

    private ObjectNode policy() {
        return (ObjectNode)
                cloudflare.world.applications.get(0).path("policies").get(0);
    }

    private Path stackFile() {
        return project.resolve("Pulumi.dev.yaml");
    }

    private int run(String command, String... more) throws IOException, InterruptedException {
        List<String> words = Stream.concat(
                        Stream.of(
                                "incident",
                                command,
                                "--admin-key-file",
                                folder.resolve("admin.key").toString()),
                        Stream.of(more))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(CommandProcess.command(words.toArray(String[]::new)))
                .directory(project.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectError(folder.resolve("err").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", folder + ":/usr/bin:/bin");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("CLOUDFLARE_BASE_URL", cloudflare.url().toString());
        builder.environment().put("CLOUDFLARE_API_TOKEN", CloudflareWorld.TOKEN);
        Process process = builder.start();
        out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        err = Files.readString(folder.resolve("err"));
        return code;
    }
}
