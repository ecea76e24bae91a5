package dev.portcullis.cli.host;

import java.nio.file.Path;
import picocli.CommandLine.Command;

/** The earlier name of {@link RollbackCommand}, kept for one release so that scripts which use it still work. */
@Command(name = "go-back", hidden = true)
public final class GoBackCommand extends RollbackCommand {

    GoBackCommand(Path project) {
        super(project);
    }
}
