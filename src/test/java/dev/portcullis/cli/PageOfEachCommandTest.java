package dev.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.cli.help.CommandPages;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The help of every command, at any depth. */
final class PageOfEachCommandTest {
    /** They have an option for each term of a key, or for each way to a caller's secrets. */
    private static final Set<String> LONG =
            Set.of("portcullis connect", "portcullis client add", "portcullis keys create", "portcullis keys edit");

    static Stream<Arguments> pages() {
        CommandLine root = Main.commands(Path.of("").toAbsolutePath());
        CommandPages.apply(root, 80);
        return below("portcullis", root);
    }

    private static Stream<Arguments> below(String path, CommandLine command) {
        return Stream.concat(
                Stream.of(Arguments.of(path, command)),
                command.getSubcommands().entrySet().stream()
                        .filter(each -> each.getValue().getCommandName().equals(each.getKey()))
                        .flatMap(each -> below(path + " " + each.getKey(), each.getValue())));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void it_fits_a_screen_of_forty_lines_and_eighty_columns(String command, CommandLine page) {
        String text = page.getUsageMessage(Ansi.OFF);
        int most = LONG.contains(command) ? 60 : 40;

        assertThat(text.lines()).as(command + "\n" + text).hasSizeLessThanOrEqualTo(most);
        assertThat(text.lines().filter(line -> line.length() > 80)).as(command).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void it_describes_the_command_and_its_options_in_sentences(String command, CommandLine page) {
        assertThat(List.of(page.getCommandSpec().usageMessage().description()))
                .as(command)
                .first()
                .asString()
                .matches("(?s)[A-Z].*[.]");
        assertThat(page.getCommandSpec().options())
                .filteredOn(option -> !option.hidden())
                .extracting(option -> option.longestName() + " " + String.join(" ", option.description()))
                .allMatch(line -> line.matches("(?s)--[a-z0-9-]+ .*[.)]"), command);
    }
}
