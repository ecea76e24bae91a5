package dev.portcullis.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Callers with a service token. */
@Command(
        name = "clients",
        description = "Shows the callers that have a service token.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ClientsListCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {"  ./portcullis clients list"})
final class ClientsCommand implements Runnable {
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
