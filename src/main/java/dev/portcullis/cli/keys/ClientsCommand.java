package dev.portcullis.cli.keys;

import dev.portcullis.cli.terminal.CommandGroup;
import picocli.CommandLine.Command;

/** Callers with a service token. */
@Command(
        name = "clients",
        description = "Shows the callers that have a service token.",
        subcommands = {ClientsListCommand.class},
        footer = {"  ./portcullis clients list"})
public final class ClientsCommand extends CommandGroup {}
