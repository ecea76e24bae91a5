package dev.portcullis.cli.host;

import dev.portcullis.operate.GatewayStatus;
import dev.portcullis.operate.Status;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Wakes a gateway that sleeps, and stays until it serves. */
@Command(
        name = "start",
        description = {
            "Starts a gateway that sleeps, and waits until it is up.",
            "",
            "It is up when it has applied its desired state. A running gateway is left alone.",
            "Needs AWS credentials of the role operator, from the environment or a profile."
        },
        exitCodeList = {"0:it runs", "1:something is wrong with it", "2:bad input, or no right"},
        footer = {
            "  ./portcullis start                       the example stack, and wait",
            "  ./portcullis start --stack prod --no-wait"
        })
public final class StartCommand extends HostCommand {
    @Mixin
    private WaitOptions wait = new WaitOptions();

    StartCommand(Path project) {
        super(project);
    }

    @Override
    public Integer call() throws InterruptedException {
        Status status = show(operator -> operator.start(wait.choice(), WaitOptions.progress(err())));
        return status.standing() == GatewayStatus.WRONG ? 1 : 0;
    }
}
