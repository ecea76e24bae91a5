package dev.portcullis.cli.client;

import dev.portcullis.cli.terminal.CommandGroup;
import picocli.CommandLine.Command;

/** Everything that changes a client. */
@Command(
        name = "client",
        description = "Adds a client to a stack, rotates its secrets, or removes it.",
        subcommands = {ClientAddCommand.class, ClientRotateCommand.class, ClientRemoveCommand.class},
        footer = {
            "  ./portcullis client add nightly --stack prod --day 2.5",
            "  ./portcullis client rotate nightly --stack prod --grace 7d",
            "  ./portcullis client remove nightly --stack prod"
        })
public final class ClientCommand extends CommandGroup {}
