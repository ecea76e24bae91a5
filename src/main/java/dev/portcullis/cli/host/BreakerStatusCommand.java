package dev.portcullis.cli.host;

import dev.portcullis.operate.BreakerAction;
import dev.portcullis.operate.BreakerSwitch;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;

/** Whether AWS has taken the models away; changes nothing. */
@Command(
        name = "status",
        description = {
            "Shows whether AWS has taken the models away.",
            "",
            "Needs AWS credentials of the role readonly, from the environment or a profile."
        },
        exitCodeList = {"0:armed", "1:tripped, on its way, or AWS failed to act", "2:bad input, or no right"},
        footer = {"  ./portcullis breaker status --stack prod"})
final class BreakerStatusCommand extends HostCommand {
    BreakerStatusCommand(Path project) {
        super(project);
    }

    @Override
    public Integer call() throws InterruptedException {
        try (BreakerSwitch breaker = BreakerSwitch.in(options().target(project()))) {
            List<BreakerAction> actions = breaker.look();
            out().print(options().isJson() ? BreakerTable.json(actions) : BreakerTable.text(actions));
            out().flush();
            return actions.stream().allMatch(action -> action.position() == BreakerAction.Position.ARMED) ? 0 : 1;
        }
    }
}
