package dev.portcullis.cli.help;

import dev.portcullis.cli.terminal.HelpOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The same pages as {@code --help}, for a command at any depth. */
@Command(
        name = "help",
        description = "Shows the help of a command.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./portcullis help plan", "  ./portcullis help keys create"})
public final class HelpCommand extends HelpOption implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command, such as keys create.")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        CommandLine page = spec.root().commandLine();
        for (String word : words) {
            CommandLine next = page.getSubcommands().get(word);
            if (next == null) {
                throw new UnmatchedArgumentException(page, List.of(word));
            }
            page = next;
        }
        page.usage(spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
