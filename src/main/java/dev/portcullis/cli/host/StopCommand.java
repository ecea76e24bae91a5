package dev.portcullis.cli.host;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops a gateway; what is stopped costs its disks and nothing else. */
@Command(
        name = "stop",
        description = {
            "Stops a gateway, and waits until it sleeps.",
            "",
            "Calls in flight have 30 s to end. A sleeping gateway is left alone.",
            "Needs AWS credentials of the role operator, from the environment or a profile."
        },
        exitCodeList = {"0:it sleeps", "1:it does not", "2:bad input, or no right"},
        footer = {"  ./portcullis stop", "  ./portcullis stop --stack prod --no-wait"})
public final class StopCommand extends HostCommand {
    @Mixin
    private WaitOptions wait = new WaitOptions();

    StopCommand(Path project) {
        super(project);
    }

    @Override
    public Integer call() throws InterruptedException {
        show(operator -> operator.stop(wait.choice(), WaitOptions.progress(err())));
        return 0;
    }
}
