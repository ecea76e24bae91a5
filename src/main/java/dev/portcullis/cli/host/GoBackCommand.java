package dev.portcullis.cli.host;

import dev.portcullis.difference.Difference;
import dev.portcullis.difference.PlanDocument;
import dev.portcullis.input.BadInput;
import dev.portcullis.operate.Aws;
import dev.portcullis.operate.DesiredHistory;
import dev.portcullis.operate.GatewayStatus;
import dev.portcullis.operate.Status;
import dev.portcullis.operate.Target;
import dev.portcullis.operate.WayBack;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how to go back behind a deployment and, when only the bundle was new, goes. */
@Command(
        name = "go-back",
        description = {
            "Says how to go back behind a deployment. When it changed nothing but the bundle, --yes makes the parameter",
            "'desired' again what it was, and the host serves the release before. Anything else is printed as steps for a",
            "person: taking back a resource is a deployment of its own.",
            "",
            "Needs AWS credentials that may write that parameter, as the role deploy may."
        },
        exitCodeList = {
            "0:the release before is served, or would be with --yes",
            "1:the host does not get there",
            "2:bad input, or no right",
            "3:it takes a person; the steps are printed"
        },
        footer = {
            "  ./portcullis go-back --stack prod                  what would be done",
            "  ./portcullis go-back --stack prod --to 12 --yes    to the version that 'status --json' told before",
            "  ./portcullis go-back --base base.json --head head.json --yes",
            "                                                     only if the two plans differ in the bundle alone"
        })
public final class GoBackCommand extends HostCommand {
    private static final int BY_HAND = 3;

    @Mixin
    private WaitOptions wait = new WaitOptions();

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            defaultValue = "0",
            description = "The version of 'desired' to go back to (default: the one before the newest).")
    private long version;

    @Option(names = "--base", paramLabel = "FILE", description = "What plan --json printed of the commit before.")
    private @Nullable Path base;

    @Option(names = "--head", paramLabel = "FILE", description = "What it printed of the commit that was deployed.")
    private @Nullable Path head;

    @Option(names = "--yes", description = "Do it.")
    private boolean yes;

    GoBackCommand(Path project) {
        super(project);
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = out();
        List<String> others = others();
        Target target = options().target(project());
        try (Aws aws = Aws.in(target.region())) {
            DesiredHistory release = new DesiredHistory(aws, target);
            WayBack way = release.wayBack(version, others);
            if (way instanceof WayBack.ByHand hand) {
                byHand(out, hand);
                return BY_HAND;
            }
            WayBack.Bundle bundle = (WayBack.Bundle) way;
            err().println("bundle " + bundle.from() + " -> " + bundle.to());
            if (!yes) {
                out.println("Only the bundle is new. To serve the one before: add --yes");
                return 0;
            }
            release.goBack(version);
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
            throw new BadInput("--base and --head", "both or none", "one", "Give the plans before and after");
        }
        return Difference.between(PlanDocument.read(base), PlanDocument.read(head))
                .besidesTheBundle();
    }

    private static void byHand(PrintWriter out, WayBack.ByHand hand) {
        out.println("This takes a person, as the bundle is not all that has changed:");
        hand.reasons().forEach(reason -> out.println("  " + reason));
        out.println("Steps:");
        out.println("  1. git revert the commits of the deployment, and look at ./portcullis plan --against COMMIT");
        out.println("  2. deploy the revert as any other change; 'pulumi preview' shows what it replaces or deletes");
        out.println("  3. ./portcullis smoke");
        out.println("What a deployment deleted does not come back by itself: the data volume has snapshots and dumps.");
    }
}
