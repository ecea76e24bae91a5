package dev.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What the README and the help show can be typed. */
final class ReadmeTest {
    /** These are run by tests on the built jars; the others need somebody's account. */
    private static final Set<String> RUN_BY_TESTS =
            Set.of("try", "plan", "plan-comment", "keys", "spend", "clients", "boot-test");

    private static final String NEEDS_ACCOUNTS = "(needs accounts)";

    /** A command line as it is written, and the heading above it. */
    record Line(String heading, String text) {
        List<String> arguments() {
            String command = text.replaceFirst("^\\s*\\./portcullis ?", "").replaceFirst("( {2,}|\\s+[#|>]).*", "");
            return Pattern.compile("'[^']*'|\\S+")
                    .matcher(command)
                    .results()
                    .map(found -> found.group().replace("'", ""))
                    .toList();
        }
    }

    static List<Line> readme() throws IOException {
        List<Line> lines = new ArrayList<>();
        String heading = "";
        boolean code = false;
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            if (line.startsWith("```")) {
                code = line.equals("```sh");
            } else if (line.startsWith("## ")) {
                heading = line;
            } else if (code && line.startsWith("./portcullis")) {
                lines.add(new Line(heading, line));
            }
        }
        return lines;
    }

    static Stream<Line> help() {
        return commands(Main.commands(Path.of("")))
                .flatMap(command -> Stream.of(
                                command.getCommandSpec().usageMessage().footer())
                        .filter(line -> line.contains("./portcullis"))
                        .map(line -> new Line(command.getCommandName(), line)));
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(ReadmeTest::commands));
    }

    @ParameterizedTest
    @MethodSource({"readme", "help"})
    void it_is_understood(Line line) {
        ParseResult parsed =
                Main.commands(Path.of("")).parseArgs(line.arguments().toArray(new String[0]));

        assertThat(parsed.hasSubcommand()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("readme")
    void it_is_run_by_a_test_or_marked_as_needing_an_account(Line line) {
        assertThat(RUN_BY_TESTS.contains(line.arguments().get(0))
                        || line.heading().endsWith(NEEDS_ACCOUNTS))
                .isTrue();
    }
}
