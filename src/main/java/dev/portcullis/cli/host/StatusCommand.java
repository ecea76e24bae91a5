package dev.portcullis.cli.host;

import dev.portcullis.operate.Operator;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** Says whether a gateway sleeps, starts, applies, is healthy or what is wrong, as far as AWS knows. */
@Command(
        name = "status",
        description = {
            "Shows whether a gateway sleeps, starts or is healthy.",
            "",
            "It also reports a new desired state that is being applied, and the fault if something is wrong. It asks AWS",
            "only, with calls that are free; use smoke to check that the gateway answers. It needs AWS credentials of the",
            "role operator, from the environment or a profile."
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
