package dev.portcullis.cli.host;

import dev.portcullis.cli.terminal.Confirmation;
import dev.portcullis.operate.BreakerAction;
import dev.portcullis.operate.BreakerSwitch;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gives the model role its rights again, and arms the breaker anew. */
@Command(
        name = "reset",
        description = {
            "Gives the models back, and arms the breaker anew.",
            "",
            "Look first at what was spent: ./portcullis spend daily. AWS may trip it again while the day's bill is above",
            "breakerUsd. Broken off, it goes on where it was. Needs AWS credentials of the role deployer."
        },
        exitCodeList = {"0:it is armed", "1:AWS did not bring it back", "2:bad input, or no right"},
        footer = {"  ./portcullis breaker reset --stack prod"})
final class BreakerResetCommand extends HostCommand {
    @Mixin
    private Confirmation confirmation = new Confirmation();

    BreakerResetCommand(Path project) {
        super(project);
    }

    @Override
    public Integer call() throws InterruptedException {
        try (BreakerSwitch breaker = BreakerSwitch.in(options().target(project()))) {
            List<BreakerAction> actions = breaker.look();
            if (actions.stream().noneMatch(action -> action.position() != BreakerAction.Position.ARMED)) {
                err().println("Nothing has tripped");
            } else if (confirmation.given(err(), "Give the models back?")) {
                actions = breaker.reset(now ->
                        err().println(now.budget() + ": " + now.position().word() + " (" + now.word() + ")"));
            } else {
                err().println("Nothing was changed");
            }
            out().print(options().isJson() ? BreakerTable.json(actions) : BreakerTable.text(actions));
            out().flush();
            return 0;
        }
    }
}
