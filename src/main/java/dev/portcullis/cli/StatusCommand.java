package dev.portcullis.cli;

import dev.portcullis.operate.Operator;
import dev.portcullis.operate.Status;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says whether a gateway sleeps, starts, applies, is healthy or what is wrong, as far as AWS knows. */
@Command(
        name = "status",
        description = {
            "Says whether a gateway sleeps, starts, applies a new wish, is healthy, or what is wrong with it. Asks AWS",
            "alone, and nothing that AWS charges for by the call; whether the gateway answers, smoke tells. Needs AWS",
            "credentials of the role operator: what the SDK finds in the environment or a profile."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:healthy",
            "1:something is wrong",
            "2:bad input, or no right",
            "3:asleep",
            "4:starting, applying or stopping"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./portcullis status --stack prod", "  ./portcullis status --json | jq -r .standing"})
final class StatusCommand implements Callable<Integer> {
    private final Path project;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HostOptions options = new HostOptions();

    StatusCommand(Path project) {
        this.project = project;
    }

    @Override
    public Integer call() throws InterruptedException {
        Status status = options.ask(project, Operator::status);
        options.print(spec.commandLine().getOut(), status);
        return status.standing().exitCode();
    }
}
