package dev.portcullis.cli;

import dev.portcullis.operate.Status;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops a gateway; what is stopped costs its disks and nothing else. */
@Command(
        name = "stop",
        description = {
            "Stops a gateway and stays until it sleeps. Calls in flight have 30 s to end. Does nothing to one that sleeps.",
            "Needs AWS credentials of the role operator: what the SDK finds in the environment or a profile."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it sleeps", "1:it does not", "2:bad input, or no right"},
        footerHeading = "%nExamples:%n",
        footer = {"  ./portcullis stop", "  ./portcullis stop --stack prod --no-wait"})
final class StopCommand implements Callable<Integer> {
    private final Path project;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HostOptions options = new HostOptions();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    StopCommand(Path project) {
        this.project = project;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Status status = options.ask(project, operator -> operator.stop(wait.choice(), WaitOptions.progress(err)));
        options.print(spec.commandLine().getOut(), status);
        return 0;
    }
}
