package dev.portcullis.cli;

import dev.portcullis.operate.Standing;
import dev.portcullis.operate.Status;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Wakes a gateway that sleeps, and stays until it serves. */
@Command(
        name = "start",
        description = {
            "Wakes a gateway that sleeps, and stays until it has applied what it should be. Does nothing to one that runs.",
            "Needs AWS credentials of the role operator: what the SDK finds in the environment or a profile."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it runs", "1:something is wrong with it", "2:bad input, or no right"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portcullis start                       the example stack, and wait",
            "  ./portcullis start --stack prod --no-wait"
        })
final class StartCommand implements Callable<Integer> {
    private final Path project;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HostOptions options = new HostOptions();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    StartCommand(Path project) {
        this.project = project;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Status status = options.ask(project, operator -> operator.start(wait.choice(), WaitOptions.progress(err)));
        options.print(spec.commandLine().getOut(), status);
        return status.standing() == Standing.WRONG ? 1 : 0;
    }
}
