package dev.portcullis.cli.keys;

import dev.portcullis.cli.terminal.CommandGroup;
import picocli.CommandLine.Command;

/** Virtual keys, which callers have beside their service tokens. */
@Command(
        name = "keys",
        description = "Creates, shows, changes and revokes virtual keys.",
        subcommands = {
            KeysCreateCommand.class,
            KeysListCommand.class,
            KeysShowCommand.class,
            KeysEditCommand.class,
            KeysRevokeCommand.class,
            KeysRotateCommand.class
        },
        footer = {
            "  ./portcullis keys create nightly --client ci --day 2.5",
            "  ./portcullis keys list",
            "  ./portcullis keys show nightly"
        })
public final class KeysCommand extends CommandGroup {}
