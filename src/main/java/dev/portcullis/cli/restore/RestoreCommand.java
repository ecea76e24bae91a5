package dev.portcullis.cli.restore;

import dev.portcullis.cli.host.WakeOption;
import dev.portcullis.cli.terminal.HelpOption;
import dev.portcullis.cli.terminal.TypedConfirmation;
import dev.portcullis.input.BadInput;
import dev.portcullis.operate.Target;
import dev.portcullis.operate.restore.DumpName;
import dev.portcullis.operate.restore.Following;
import dev.portcullis.operate.restore.RestoreAccount;
import dev.portcullis.operate.restore.RestoreOrder;
import dev.portcullis.operate.restore.RestoreOutcome;
import dev.portcullis.stackfile.StackFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Orders the restore of a dump, and follows it to its end. */
@Command(
        name = "restore",
        description = {
            "Restores the ledger of a gateway from a dump.",
            "",
            "It shows what the gateway forgets, asks for the stack's name, and follows the restore to its end. The host takes a",
            "dump of the present ledger first, and goes back by itself when the gate does not serve. Run the command again",
            "after an interruption: it follows the restore that is under way. Needs the role deployer."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is restored, or only shown, or nothing was wanted",
            "1:it is not restored, and the ledger is as it was, or the host does not answer",
            "2:bad input, no right, or asleep"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portcullis restore --stack prod --list",
            "  ./portcullis restore --stack prod --from latest",
            "  ./portcullis restore --stack prod --from prod-2027-01-01.dump --yes prod"
        })
public final class RestoreCommand extends HelpOption implements Callable<Integer> {
    private static final long POLL_MS = 2000;

    private final Path project;
    private final Clock clock = Clock.systemUTC();

    @Spec
    private CommandSpec spec;

    @Option(names = "--stack", paramLabel = "NAME", required = true, description = "The stack of the gateway.")
    private String stack = "";

    @Option(
            names = "--from",
            paramLabel = "DUMP",
            description =
                    "latest, the name of a dump in the list, or a file with its .seal beside it (default: latest).")
    private @Nullable String from;

    @Option(names = "--list", description = "Only list the dumps, the newest first.")
    private boolean list;

    @Option(names = "--no-dump", description = "Take no dump of the present ledger, as when it is too broken for one.")
    private boolean noDump;

    @Option(names = "--preview", description = "Only show.")
    private boolean preview;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private WakeOption wake = new WakeOption();

    @Mixin
    private TypedConfirmation confirmation = new TypedConfirmation();

    RestoreCommand(Path project) {
        this.project = project;
    }

    @Override
    public Integer call() throws InterruptedException {
        confirmation.check(stack);
        Target target = Target.of(StackFile.raw(project, stack), stack);
        RestoreReport report = new RestoreReport(stack, clock.instant());
        try (RestoreAccount account = RestoreAccount.of(target)) {
            if (list) {
                print(json ? report.listJson(account.dumps()) : report.list(account.dumps()));
                return 0;
            }
            Optional<RestoreOrder> pending = account.last().pending(clock.instant());
            if (pending.isPresent()) {
                return goOn(account, pending.get(), report);
            }
            return begin(account, target, report);
        }
    }

    /** A restore that was ordered before is followed; nothing new is begun beside it. */
    private int goOn(RestoreAccount account, RestoreOrder order, RestoreReport report) throws InterruptedException {
        if (from != null
                && !from.equals(RestoreSource.LATEST)
                && !order.source().equals(sourceName(from))) {
            throw new BadInput(
                    "stack " + stack,
                    "no other restore under way",
                    "one from " + order.source() + ", ordered at " + order.at(),
                    "Wait for its end: ./portcullis restore --stack " + stack + " follows it");
        }
        err().println("A restore from " + order.source() + " is under way since " + order.at());
        if (preview) {
            return 0;
        }
        return follow(account, order, report, Optional.empty(), clock.instant());
    }

    private static String sourceName(String from) {
        return DumpName.key(from).orElse(from);
    }

    private int begin(RestoreAccount account, Target target, RestoreReport report) throws InterruptedException {
        err().println("Reading the dumps in " + account.bucket());
        RestoreSource source =
                RestoreSource.of(from == null ? RestoreSource.LATEST : from, account.dumps(), account.bucket());
        if (!preview && wake.ensure(target, err()) == WakeOption.Wakefulness.STILL_ASLEEP) {
            throw new BadInput("stack " + stack, "a host that runs", "one that sleeps", WakeOption.remedy(stack));
        }
        Forgotten forgotten = source.at()
                .map(at -> Forgotten.of(project, stack, at, err()))
                .orElseGet(() -> Forgotten.unknown("", "a file does not say when its dump was taken"));
        if (!json) {
            print(report.loss(source, forgotten, !noDump));
        }
        if (preview || !confirmation.given(err(), stack, "Restore this ledger?")) {
            if (json) {
                print(report.json(source.name(), Optional.of(forgotten), Optional.empty(), Duration.ZERO));
            }
            err().println("Nothing was changed");
            return 0;
        }
        Instant began = clock.instant();
        RestoreOrder order = RestoreOrder.of(began, !noDump, source.name());
        err().println("Handing the dump to the host");
        source.handOver(account, order);
        account.give(order);
        return follow(account, order, report, Optional.of(forgotten), began);
    }

    private int follow(
            RestoreAccount account,
            RestoreOrder order,
            RestoreReport report,
            Optional<Forgotten> forgotten,
            Instant began)
            throws InterruptedException {
        Following following = new Following(account::last, clock, () -> Thread.sleep(POLL_MS));
        RestoreOutcome outcome = following.toItsEnd(order, step -> err().println(elapsed(began) + "  " + step));
        Duration whole = Duration.between(began, clock.instant());
        print(
                json
                        ? report.json(order.source(), forgotten, Optional.of(outcome), whole)
                        : RestoreReport.end(outcome, whole));
        return outcome.isRestored() ? 0 : 1;
    }

    private String elapsed(Instant began) {
        return Duration.between(began, clock.instant()).toSeconds() + " s";
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private void print(String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }
}
