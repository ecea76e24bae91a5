package dev.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.docs.GeneratedBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The table of {@code docs/roles.md} that tells for each command of a deployed gateway which rights it needs. */
final class CommandRightsTest {
    private static final Pattern COMMAND = Pattern.compile("`([a-z -]+)`");
    private final CommandLine root = Main.commands(Path.of(""));

    @Test
    void each_command_stands_in_one_row_and_exists() throws IOException {
        assertThat(named()).doesNotHaveDuplicates().allSatisfy(command -> {
            CommandLine found = root;
            for (String word : command.split(" ", -1)) {
                found = Objects.requireNonNull(found.getSubcommands().get(word), command);
            }
        });
    }

    @Test
    void no_command_that_asks_a_deployed_gateway_is_left_out() throws IOException {
        List<String> asking = new ArrayList<>();
        for (String group : List.of("keys", "clients", "spend", "incident", "client")) {
            Objects.requireNonNull(root.getSubcommands().get(group), group).getSubcommands().keySet().stream()
                    .map(name -> group + " " + name)
                    .forEach(asking::add);
        }

        assertThat(named()).containsAll(asking).contains("status", "start", "stop", "monitor", "shell");
    }

    private static List<String> named() throws IOException {
        return GeneratedBlock.of("docs/roles.md", "commands")
                .read()
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("[|]", -1)[1])
                .flatMap(cell -> COMMAND.matcher(cell).results())
                .map(found -> found.group(1))
                .toList();
    }
}
