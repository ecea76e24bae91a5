package dev.portcullis.cli.host;

import dev.portcullis.cli.terminal.CommandGroup;
import picocli.CommandLine.Command;

/** The stop outside the gateway. */
@Command(
        name = "breaker",
        description = {
            "Shows and resets the breaker, which takes the models away when a day's bill passes breakerUsd.",
            "",
            "AWS trips it by itself, hours after the money was spent, when the gate's own caps have not held. Every call",
            "is then refused by AWS until somebody resets it."
        },
        subcommands = {BreakerStatusCommand.class, BreakerResetCommand.class},
        footer = {
            "  ./portcullis breaker status --stack prod",
            "  ./portcullis breaker reset --stack prod"
        })
public final class BreakerCommand extends CommandGroup {}
