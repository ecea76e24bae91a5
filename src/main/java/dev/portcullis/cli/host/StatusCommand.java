package dev.portcullis.cli.host;

import dev.portcullis.operate.Operator;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** Says whether a gateway sleeps, starts, applies, is healthy or what is wrong, as far as AWS knows. */
@Command(
        name = "status",
        description = {
            "Says whether a gateway sleeps, starts, applies a new wish, is healthy, or what is wrong with it. Asks AWS",
            "alone, and nothing that AWS charges for by the call; whether the gateway answers, smoke tells. Needs AWS",
            "credentials of the role operator: what the SDK finds in the environment or a profile."
        },
        exitCodeList = {
            "0:healthy",
            "1:something is wrong",
            "2:bad input, or no right",
            "3:asleep",
            "4:starting, applying or stopping"
        },
        footer = {"  ./portcullis status --stack prod", "  ./portcullis status --json | jq -r .standing"})
public final class StatusCommand extends HostCommand {
    StatusCommand(Path project) {
        super(project);
    }

    @Override
    public Integer call() throws InterruptedException {
        return show(Operator::status).standing().exitCode();
    }
}
