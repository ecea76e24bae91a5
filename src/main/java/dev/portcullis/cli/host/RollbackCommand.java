package dev.portcullis.cli.host;

import dev.portcullis.difference.Difference;
import dev.portcullis.difference.PlanDocument;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problem;
import dev.portcullis.operate.Aws;
import dev.portcullis.operate.DesiredHistory;
import dev.portcullis.operate.GatewayStatus;
import dev.portcullis.operate.Rollback;
import dev.portcullis.operate.Status;
import dev.portcullis.operate.Target;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how to roll back the last deployment, and does it when only the bundle was new. */
@Command(
        name = "rollback",
        description = {
            "Shows how to roll back the last deployment, or does it.",
            "",
            "If the deployment changed nothing but the bundle, --yes restores the parameter 'desired', and the host serves",
            "the previous version. For any other change it prints the steps for a person: reverting a resource is a",
            "deployment of its own.",
            "",
            "Needs AWS credentials that may write that parameter, as the role deploy may."
        },
        exitCodeList = {
            "0:the previous version is served, or would be with --yes",
            "1:the host does not serve it",
            "2:bad input, or no right",
            "3:a person has to do it; the steps are printed"
        },
        footer = {
            "  ./portcullis rollback --stack prod                 show what would be done",
            "  ./portcullis rollback --stack prod --to 12 --yes   to the version that 'status --json' showed before",
            "  ./portcullis rollback --base base.json --head head.json --yes",
            "                                                     only if the two plans differ in the bundle alone"
        })
public class RollbackCommand extends HostCommand {
    private static final int BY_HAND = 3;

    @Mixin
    private WaitOptions wait = new WaitOptions();

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            defaultValue = "0",
            description = "The version of 'desired' to roll back to (default: the newest but one).")
    private long version;

    @Option(names = "--base", paramLabel = "FILE", description = "The output of plan --json for the previous commit.")
    private @Nullable Path base;

    @Option(names = "--head", paramLabel = "FILE", description = "The same for the commit that was deployed.")
    private @Nullable Path head;

    @Option(names = "--yes", description = "Do it.")
    private boolean yes;

    RollbackCommand(Path project) {
        super(project);
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = out();
        List<String> others = others();
        Target target = options().target(project());
        try (Aws aws = Aws.in(target.region())) {
            DesiredHistory history = new DesiredHistory(aws, target);
            Rollback rollback = history.planRollback(version, others);
            if (rollback instanceof Rollback.ByHand hand) {
                byHand(out, hand);
                return BY_HAND;
            }
            Rollback.Bundle bundle = (Rollback.Bundle) rollback;
            err().println("bundle " + bundle.from() + " -> " + bundle.to());
            if (!yes) {
                out.println("Only the bundle is new. Add --yes to serve the one before");
                return 0;
            }
            history.rollBack(version);
            Status status = HostOptions.operator(aws, target).applied(wait.choice(), WaitOptions.progress(err()));
            options().print(out, status);
            return status.standing() == GatewayStatus.WRONG ? 1 : 0;
        }
    }

    private List<String> others() {
        if (base == null && head == null) {
            return List.of();
        }
        if (base == null || head == null) {
            throw new BadInput(List.of(Problem.plain(
                    "--base and --head", "one is given without the other", "Give the plans before and after")));
        }
        return Difference.between(PlanDocument.read(base), PlanDocument.read(head))
                .besidesTheBundle();
    }

    private static void byHand(PrintWriter out, Rollback.ByHand hand) {
        out.println("A person has to roll this back, since more than the bundle has changed:");
        hand.reasons().forEach(reason -> out.println("  " + reason));
        out.println("Steps:");
        out.println("  1. Revert the deployment's commits with git, and check ./portcullis plan --against COMMIT");
        out.println("  2. Deploy the revert like any other change; 'pulumi preview' shows what it replaces or deletes");
        out.println("  3. Run ./portcullis smoke");
        out.println("A revert does not restore deleted data: restore it from a snapshot or a dump of the data volume.");
    }
}
