package dev.portcullis.cli.removal;

import dev.portcullis.cli.terminal.HelpOption;
import dev.portcullis.cli.terminal.TypedConfirmation;
import dev.portcullis.cost.PriceList;
import dev.portcullis.deployed.PulumiRunner;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import dev.portcullis.operate.Target;
import dev.portcullis.removal.Buckets;
import dev.portcullis.removal.Removal;
import dev.portcullis.stackfile.StackFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the end of a gateway, and brings it about. */
@Command(
        name = "destroy",
        description = {
            "Removes a gateway, and says what stays and its price.",
            "",
            "Whatever is protected stays (the data volume, the buckets, the Access application), until it is named with",
            "--unprotect. A bucket goes only when it is empty; --empty-buckets deletes all versions in it. The last dump of",
            "a bucket that goes is fetched first. Run the command again after an interruption or a failure: it reads the",
            "state and goes on. Needs the Pulumi CLI and the role deployer, and an administrator's rights to delete data."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is done, or only shown, or nothing was wanted",
            "1:something that should go is still there: run it again",
            "2:bad input, no right, or another update holds the lock"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portcullis destroy --stack prod --preview",
            "  ./portcullis destroy --stack prod",
            "  ./portcullis destroy --stack prod --unprotect host-data-volume,storage-bundles --empty-buckets"
        })
public final class DestroyCommand extends HelpOption implements Callable<Integer> {
    private final Path project;

    @Spec
    private CommandSpec spec;

    @Option(names = "--stack", paramLabel = "NAME", required = true, description = "The stack of the gateway.")
    private String stack = "";

    @Option(
            names = "--unprotect",
            paramLabel = "NAME",
            split = ",",
            description = "Remove this for good, although it is protected; may be repeated.")
    private Set<String> named = new LinkedHashSet<>();

    @Option(names = "--empty-buckets", description = "Delete all that is in the buckets that go.")
    private boolean emptyBuckets;

    @Option(
            names = "--dump-file",
            paramLabel = "FILE",
            description = "The file for the last dump when its bucket goes (default: STACK-TIME.dump in this folder).")
    private @Nullable Path dumpFile;

    @Option(names = "--no-dump", description = "Let the last dump go with its bucket.")
    private boolean noDump;

    @Option(names = "--preview", description = "Only show.")
    private boolean preview;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private TypedConfirmation confirmation = new TypedConfirmation();

    DestroyCommand(Path project) {
        this.project = project;
    }

    @Override
    public Integer call() {
        confirmation.check(stack);
        if (noDump && dumpFile != null) {
            throw new BadInput(
                    "--no-dump", "one way for the last dump", "--dump-file as well", "Leave one of them out");
        }
        PrintWriter err = spec.commandLine().getErr();
        PriceList prices = prices();
        String region = Target.of(StackFile.raw(project, stack), stack).region();
        PulumiRunner pulumi = PulumiRunner.installed(project, System.getenv());
        err.println("Reading the state of " + stack + " and its buckets");
        try (Buckets buckets = Buckets.in(region)) {
            Removal removal =
                    Removal.of(pulumi, stack, new Removal.Choice(named, emptyBuckets, fileForDump()), buckets);
            RemovalReport report = new RemovalReport(stack, removal, prices, region);
            if (preview || removal.isNothingLeft()) {
                print(report, RemovalReport.Outcome.SHOWN);
                return 0;
            }
            if (!json) {
                print(report, RemovalReport.Outcome.SHOWN);
            }
            if (!confirmation.given(err, stack, question())) {
                err.println("Nothing was changed");
                return 0;
            }
            boolean isDone = removal.run(err::println);
            if (json) {
                print(report, isDone ? RemovalReport.Outcome.DONE : RemovalReport.Outcome.LEFT);
            }
            err.println(
                    isDone
                            ? "Done. What stays is listed above; 'pulumi stack rm " + stack
                                    + "' removes the name of an empty stack"
                            : "Not all of it went. Mend what is named above, then run the same command again");
            return isDone ? 0 : 1;
        }
    }

    private String question() {
        return named.isEmpty()
                ? "Remove this gateway?"
                : "Remove this gateway, and for good " + String.join(", ", named) + "?";
    }

    private Optional<Path> fileForDump() {
        if (noDump) {
            return Optional.empty();
        }
        String now = Clock.systemUTC()
                .instant()
                .truncatedTo(ChronoUnit.DAYS)
                .toString()
                .substring(0, 10);
        return Optional.of(
                dumpFile == null ? Path.of(stack + "-" + now + ".dump").toAbsolutePath() : dumpFile);
    }

    private PriceList prices() {
        Problems problems = new Problems();
        Optional<PriceList> list = PriceList.read(project.resolve("config/prices.yaml"), problems);
        problems.throwIfAny();
        return list.orElseThrow();
    }

    private void print(RemovalReport report, RemovalReport.Outcome outcome) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? report.json(outcome) : report.text());
        out.flush();
    }
}
