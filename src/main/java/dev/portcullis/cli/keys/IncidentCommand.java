package dev.portcullis.cli.keys;

import dev.portcullis.cli.terminal.CommandGroup;
import picocli.CommandLine.Command;

/** The response to a leak. */
@Command(
        name = "incident",
        description = {
            "Revokes what has leaked, and says what is left to do.",
            "",
            "It also shows the spend and the calls in flight, and can be repeated."
        },
        subcommands = {IncidentKeyCommand.class, IncidentClientCommand.class},
        footer = {"  ./portcullis incident key nightly", "  ./portcullis incident client laptop --stack prod --yes"})
public final class IncidentCommand extends CommandGroup {}
