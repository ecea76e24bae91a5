package dev.portcullis.cli.help;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.portcullis.cli.connect.CommandProcess;
import dev.portcullis.cli.connect.CommandProcess.Said;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The help as a terminal of a certain width shows it. */
final class HelpPagesTest {
    private static Said run(int columns, String... words) throws Exception {
        return CommandProcess.run(Map.of("COLUMNS", String.valueOf(columns), "PATH", System.getenv("PATH")), words);
    }

    @Test
    void the_first_page_fits_a_screen_and_ends_every_line_with_a_sentence() throws Exception {
        Said said = run(80, "--help");

        assertThat(said.out()).startsWith("Usage: ./portcullis COMMAND [OPTION...]\n");
        assertThat(said.out().lines()).hasSizeLessThanOrEqualTo(40).allMatch(line -> line.length() <= 80);
        assertThat(said.out().lines().filter(line -> line.matches("  [a-z].*")))
                .hasSizeGreaterThan(18)
                .allMatch(line -> line.endsWith("."));
        assertThat(said.out()).doesNotContain("More:");
    }

    @ParameterizedTest
    @CsvSource({"60", "80", "100"})
    void a_page_keeps_to_the_width_of_the_terminal(int columns) throws Exception {
        assertThat(run(columns, "plan", "--help").out().lines())
                .filteredOn(line -> !line.contains("./portcullis"))
                .allMatch(line -> line.length() <= columns)
                .anyMatch(line -> line.length() > columns - 20);
    }

    @Test
    void help_shows_the_page_of_a_command_at_any_depth() throws Exception {
        assertThat(run(80, "help", "keys", "create").out())
                .isEqualTo(run(80, "keys", "create", "--help").out())
                .startsWith("Usage: portcullis keys create");
    }

    @Test
    void help_of_an_unknown_command_names_the_near_one() throws Exception {
        Said said = run(80, "help", "keys", "craete");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .isEqualTo("portcullis keys: expected a command, got 'craete'\n  Did you mean 'create'?\n");
    }

    @Test
    void the_version_names_the_pinned_parts() throws Exception {
        assertThat(run(80, "--version").out())
                .containsPattern("(?m)^portcullis +[0-9]+\\.[0-9]+\\.[0-9]+$")
                .containsPattern("(?m)^commit +[0-9a-f]{40}(, with changes)?$")
                .containsPattern("(?m)^litellm +[0-9.]+$")
                .containsPattern("(?m)^cloudflared +[0-9.]+$");
        assertThat(JsonParser.parseString(run(80, "--version", "--json").out())
                        .getAsJsonObject()
                        .keySet())
                .containsExactly("portcullis", "commit", "litellm", "cloudflared", "ssm-agent", "pulumi-java", "java");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "statsu | portcullis: expected a command, got 'statsu' | Did you mean 'status'?",
                "zebra | portcullis: expected a command, got 'zebra' | See ./portcullis --help",
                "plan --jsno | portcullis plan: it has no option '--jsno' | Did you mean '--json'?",
                "keys create k --dya=3 | portcullis keys create: it has no option '--dya' | Did you mean '--day'?",
                "keys create | portcullis keys create: expected NAME, got nothing | See ./portcullis keys create --help",
                "try --port x | --port: expected a whole number, got 'x' | See ./portcullis try --help",
                "completion csh | SHELL: expected one of bash, zsh, fish, got 'csh' | See ./portcullis completion --help",
                "plan --stack | --stack: expected NAME, got nothing | See ./portcullis plan --help",
                "status now | portcullis status: it takes no 'now' | See ./portcullis status --help",
                "connect curl | portcullis connect: expected --try, --stack or --from, got nothing | See ./portcullis connect --help",
                "keys | portcullis keys: expected a command, got none | See ./portcullis keys --help"
            })
    void a_mistyped_line_gets_the_mistake_and_the_next_step(String line, String mistake, String next) throws Exception {
        Said said = run(80, line.split(" "));

        assertThat(said.err()).isEqualTo(mistake + "\n  " + next + "\n");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
    }
}
