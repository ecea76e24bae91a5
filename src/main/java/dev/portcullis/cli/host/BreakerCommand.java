package dev.portcullis.cli.host;

import dev.portcullis.cli.terminal.CommandGroup;
import picocli.CommandLine.Command;

/** The stop outside the gateway. */
@Command(
        name = "breaker",
        description = {
            "Shows or resets the stop of all models outside the gateway.",
            "",
            "AWS trips the breaker when its own bill of a day passes breakerUsd, hours after the money was spent: the gate's",
            "caps have not held then. AWS refuses every call of a model until somebody resets it."
        },
        subcommands = {BreakerStatusCommand.class, BreakerResetCommand.class},
        footer = {"  ./portcullis breaker status --stack prod", "  ./portcullis breaker reset --stack prod"})
public final class BreakerCommand extends CommandGroup {}
