package dev.portcullis.cli.models;

import dev.portcullis.cli.terminal.CommandGroup;
import picocli.CommandLine.Command;

/** Everything about models. */
@Command(
        name = "models",
        description = "Shows the models, their prices and their retirements.",
        subcommands = {ModelsListCommand.class, ModelsShowCommand.class, ModelsCheckCommand.class},
        footer = {
            "  ./portcullis models list",
            "  ./portcullis models list --stack prod --kind chat",
            "  ./portcullis models show claude-sonnet-5-5",
            "  ./portcullis models check --stack prod"
        })
public final class ModelsCommand extends CommandGroup {}
