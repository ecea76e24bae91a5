package dev.portcullis.cli;

import picocli.CommandLine.Command;

/** Callers with a service token. */
@Command(
        name = "clients",
        description = "Shows the callers that have a service token.",
        subcommands = {ClientsListCommand.class},
        footer = {"  ./portcullis clients list"})
final class ClientsCommand extends CommandGroup {}
