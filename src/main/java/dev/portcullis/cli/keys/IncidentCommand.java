package dev.portcullis.cli.keys;

import dev.portcullis.cli.terminal.CommandGroup;
import picocli.CommandLine.Command;

/** The response to a leak. */
@Command(
        name = "incident",
        description = {
            "Revokes what has leaked, and says what is left to do.",
            "",
            "Shows what was spent and what is in flight too; can be run again."
        },
        subcommands = {IncidentKeyCommand.class, IncidentClientCommand.class},
        footer = {"  ./portcullis incident key nightly", "  ./portcullis incident client laptop --stack prod --yes"})
public final class IncidentCommand extends CommandGroup {}
