package dev.portcullis.cli.incident;

import dev.portcullis.cli.client.IncidentTokenCommand;
import dev.portcullis.cli.terminal.CommandGroup;
import picocli.CommandLine.Command;

/** The response to a leak. */
@Command(
        name = "incident",
        description = {
            "Revokes what has leaked, or closes the whole gateway.",
            "",
            "It also shows the spend and the calls in flight, says what is left to do, and can be repeated."
        },
        subcommands = {
            IncidentKeyCommand.class,
            IncidentClientCommand.class,
            IncidentTokenCommand.class,
            IncidentEverythingCommand.class,
            IncidentReopenCommand.class
        },
        footer = {
            "  ./portcullis incident key nightly",
            "  ./portcullis incident client laptop --stack prod --yes",
            "  ./portcullis incident everything --stack prod"
        })
public final class IncidentCommand extends CommandGroup {}
