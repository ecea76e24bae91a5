package dev.portcullis.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Virtual keys, which callers have beside their service tokens. */
@Command(
        name = "keys",
        description = "Makes, shows and ends virtual keys, which callers have beside their service tokens.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            KeysCreateCommand.class,
            KeysListCommand.class,
            KeysShowCommand.class,
            KeysEditCommand.class,
            KeysRevokeCommand.class,
            KeysRotateCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portcullis keys create nightly --client ci --day 2.5",
            "  ./portcullis keys list",
            "  ./portcullis keys show nightly"
        })
final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected a command, got none");
    }
}
