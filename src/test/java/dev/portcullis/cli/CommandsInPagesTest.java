package dev.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.docs.MarkdownPage;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The commands in the pages and in the help can be typed. */
final class CommandsInPagesTest {
    /** These are run by tests on the built jars; the others need somebody's account. */
    private static final Set<String> RUN_BY_TESTS =
            Set.of("try", "plan", "plan-comment", "keys", "spend", "clients", "boot-test", "upgrade");

    private static final String NEEDS_ACCOUNTS = "(needs accounts)";
    private static final String LAUNCHER = "./portcullis ";

    /** A command line as it is written, and where. */
    record Written(String place, String heading, String text) {
        List<String> arguments() {
            String command = text.replaceFirst("^.*?\\./portcullis ", "").replaceFirst("( {2,}|\\s+[#|>]|\\)).*", "");
            return Pattern.compile("'[^']*'|\\S+")
                    .matcher(command)
                    .results()
                    .map(found -> found.group().replace("'", ""))
                    .toList();
        }

        @Override
        public String toString() {
            return place + ": " + text;
        }
    }

    static Stream<Written> blocks() {
        return MarkdownPage.all().stream()
                .flatMap(page -> page.lines().stream())
                .filter(line -> line.language().equals("sh") && line.text().contains(LAUNCHER))
                .map(line -> new Written(line.page().toString(), line.heading(), line.text()));
    }

    static Stream<Written> prose() {
        return MarkdownPage.all().stream()
                .flatMap(page -> page.inlineCode().stream()
                        .filter(code -> code.startsWith(LAUNCHER))
                        .map(code -> new Written(page.path().toString(), "", code)));
    }

    static Stream<Written> help() {
        return commands(Main.commands(Path.of("")))
                .flatMap(command -> Stream.of(
                                command.getCommandSpec().usageMessage().footer())
                        .filter(line -> line.contains(LAUNCHER))
                        .map(line -> new Written(command.getCommandName(), "", line)));
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(CommandsInPagesTest::commands));
    }

    @ParameterizedTest
    @MethodSource({"blocks", "prose", "help"})
    void it_is_understood(Written line) {
        ParseResult parsed =
                Main.commands(Path.of("")).parseArgs(line.arguments().toArray(new String[0]));

        assertThat(parsed.hasSubcommand() || parsed.hasMatchedOption("--version"))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void it_is_run_by_a_test_or_marked_as_needing_an_account(Written line) {
        assertThat(RUN_BY_TESTS.contains(line.arguments().get(0))
                        || line.heading().endsWith(NEEDS_ACCOUNTS))
                .isTrue();
    }
}
