package dev.portcullis.cli.removal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.cli.connect.CommandProcess;
import dev.portcullis.idlestop.MotoServer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a program runs it, with a script that stands for the Pulumi CLI; {@code engine/DestroyIT} has the real one. */
final class DestroyCommandTest {
    private static final String STATE = """
            {"version":3,"deployment":{"resources":[
              {"urn":"urn:pulumi:dev::portcullis::pulumi:pulumi:Stack::portcullis-dev","custom":false,
               "type":"pulumi:pulumi:Stack"},
              {"urn":"urn:pulumi:dev::portcullis::aws:ec2/vpc:Vpc::network-vpc","custom":true,"id":"vpc-1",
               "type":"aws:ec2/vpc:Vpc"},
              {"urn":"urn:pulumi:dev::portcullis::aws:ebs/volume:Volume::host-data-volume","custom":true,"id":"vol-1",
               "type":"aws:ebs/volume:Volume","protect":true,"retainOnDelete":true,"inputs":{"size":10}}]}}""";

    private static MotoServer moto;

    @TempDir
    private Path folder;

    private String out = "";
    private String err = "";

    @BeforeAll
    static void start() {
        moto = MotoServer.start();
    }

    @AfterAll
    static void stop() {
        moto.close();
    }

    @BeforeEach
    void a_cli() throws IOException {
        Files.createDirectory(folder.resolve("bin"));
        Files.writeString(folder.resolve("state.json"), STATE);
        pulumi("case \"$*\" in *export*) cat '" + folder + "/state.json';; *destroy*) exit 3;; esac");
    }

    @Test
    void a_preview_shows_what_goes_and_the_price_of_what_stays_and_changes_nothing() throws Exception {
        assertThat(run("--preview")).as(err).isZero();

        assertThat(out.lines())
                .contains(
                        "stack dev: 1 resources go",
                        "host-data-volume  $0.88    volume vol-1, 10 GiB gp3",
                        "-                 $0.50    snapshots of volume vol-1, at most 10 GiB of blocks (no longer in the state)",
                        "no dump of the ledger is in the buckets");
        assertThat(out).contains("Costs in all: $1.38 a month, list prices of ");
        assertThat(asked()).noneMatch(line -> line.startsWith("destroy") || line.startsWith("stack import"));
    }

    @Test
    void json_has_the_same_and_nothing_else_is_on_standard_output() throws Exception {
        assertThat(run("--preview", "--json", "--unprotect", "host-data-volume"))
                .as(err)
                .isZero();

        JsonObject json = JsonParser.parseString(out).getAsJsonObject();
        assertThat(json.get("outcome").getAsString()).isEqualTo("shown");
        assertThat(json.get("goes")).hasToString("[\"network-vpc\",\"host-data-volume\"]");
        assertThat(json.get("goesForGood")).hasToString("[\"host-data-volume: volume vol-1 with the ledger on it\"]");
        assertThat(json.get("monthUsd").getAsString()).isEqualTo("0.500000");
    }

    @Test
    void without_a_terminal_the_name_has_to_be_given_twice() throws Exception {
        assertThat(run()).isEqualTo(2);
        assertThat(err).contains("Add --yes dev to do it; nothing was changed");

        assertThat(run("--yes", "prod")).isEqualTo(2);
        assertThat(err).contains("--yes: expected the stack's name, 'dev', got 'prod'");
        assertThat(asked()).noneMatch(line -> line.startsWith("destroy"));
    }

    @Test
    void a_removal_that_fails_half_way_ends_with_exit_code_1_and_the_next_step() throws Exception {
        assertThat(run("--yes", "dev")).isEqualTo(1);

        assertThat(err).contains("Not all of it went. Mend what is named above, then run the same command again");
        assertThat(asked())
                .contains(
                        "destroy --yes --skip-preview --exclude-protected --stack dev --non-interactive --color never");
    }

    @Test
    void the_stack_that_holds_the_state_of_others_is_refused() throws Exception {
        Files.writeString(
                folder.resolve("state.json"),
                STATE.replace("\"type\":\"aws:ec2/vpc:Vpc\"", "\"type\":\"portcullis:index:State\""));

        assertThat(run("--preview")).isEqualTo(2);
        assertThat(err).contains("which holds the state of gateways");
    }

    private void pulumi(String text) throws IOException {
        Path script = Files.writeString(
                folder.resolve("bin/pulumi"), "#!/bin/sh\necho \"$*\" >> '" + folder + "/asked'\n" + text + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private List<String> asked() throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("asked"))) {
            return lines.toList();
        }
    }

    private int run(String... words) throws Exception {
        List<String> command = CommandProcess.command("destroy", "--stack", "dev");
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("").toAbsolutePath().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().put("AWS_ENDPOINT_URL", moto.endpoint().toString());
        builder.environment().put("AWS_ACCESS_KEY_ID", "a");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "b");
        Process process = builder.start();
        out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        err = Files.readString(folder.resolve("err"));
        return code;
    }
}
