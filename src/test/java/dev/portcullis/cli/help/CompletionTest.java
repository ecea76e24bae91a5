package dev.portcullis.cli.help;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portcullis.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts in the shells themselves, where this machine has them. */
final class CompletionTest {
    @TempDir
    private Path folder;

    private Path script(String shell) throws Exception {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(Main.run(
                        Path.of("").toAbsolutePath(), new PrintWriter(out), new PrintWriter(err), "completion", shell))
                .isZero();
        return Files.writeString(folder.resolve("completion." + shell), out.toString());
    }

    private String run(String... command) throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin", command[0])) || Files.isExecutable(Path.of("/bin", command[0])),
                command[0] + " is not installed");
        Process shell = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        shell.getOutputStream().close();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private String bash(String words, String last) throws Exception {
        return run(
                "bash",
                "-c",
                "source " + script("bash") + "; COMP_WORDS=(./portcullis " + words + " '" + last
                        + "'); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); "
                        + "$(complete -p portcullis | sed 's/.*-F \\([^ ]*\\) .*/\\1/') portcullis '" + last
                        + "' x 2> completion.log; echo \"${COMPREPLY[@]}\"");
    }

    @Test
    void bash_completes_commands_and_options() throws Exception {
        assertThat(bash("", "sta")).isEqualTo("start status\n");
        assertThat(bash("keys", "rot")).isEqualTo("rotate\n");
        assertThat(bash("keys create", "--d")).isEqualTo("--day --default-max-tokens\n");
    }

    @Test
    void fish_completes_commands_and_options() throws Exception {
        Path script = script("fish");
        String ask = "source " + script + "; complete -C '%s'";

        assertThat(run("fish", "--no-config", "-c", ask.formatted("./portcullis sta"))
                        .lines())
                .containsExactly(
                        "start\tStarts a gateway that sleeps, and waits until it is up.",
                        "status\tShows whether a gateway sleeps, starts or is healthy.");
        assertThat(run("fish", "--no-config", "-c", ask.formatted("./portcullis keys rot"))
                        .lines())
                .hasSize(1)
                .allMatch(line -> line.startsWith("rotate\t"));
        assertThat(run("fish", "--no-config", "-c", ask.formatted("./portcullis keys create k --d"))
                        .lines())
                .extracting(line -> line.replaceFirst("\t.*", ""))
                .containsExactly("--day", "--default-max-tokens");
        assertThat(run("fish", "--no-config", "-c", ask.formatted("./portcullis completion "))
                        .lines())
                .extracting(line -> line.replaceFirst("\t.*", ""))
                .containsExactly("bash", "fish", "zsh");
    }

    @Test
    void zsh_completes_a_command_at_its_prompt() throws Exception {
        Path script = script("zsh");
        Path prompt = Files.writeString(folder.resolve("ask.zsh"), """
                zmodload zsh/zpty
                zpty -b shell zsh -f -i
                zpty -w shell 'PS1=ready; ZSH_DISABLE_COMPFIX=true; source %s; bindkey "^I" complete-word; echo sour''ced'
                zpty -r shell seen '*sourced*'
                zpty -w -n shell $'./portcullis laun\\t'
                zpty -r shell seen '*launch-check*'
                print -r -- "saw: ${${(f)seen}[-1]}"
                zpty -d shell
                """.formatted(script));

        assertThat(run("timeout", "30", "zsh", "-f", prompt.toString())).contains("launch-check");
    }
}
