package dev.portcullis.cli.local;

import dev.portcullis.cli.terminal.CommandGroup;
import picocli.CommandLine.Command;

/** The programs that a host fetches from their makers. */
@Command(
        name = "components",
        description = "Pins the programs that a host fetches from their makers.",
        subcommands = ComponentsVerifyCommand.class,
        footer = "  ./portcullis components verify --key amazon-ssm-agent.gpg")
public final class ComponentsCommand extends CommandGroup {}
