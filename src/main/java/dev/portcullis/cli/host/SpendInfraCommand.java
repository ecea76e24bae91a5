package dev.portcullis.cli.host;

import dev.portcullis.cli.terminal.Confirmation;
import dev.portcullis.input.BadInput;
import dev.portcullis.operate.Target;
import dev.portcullis.operate.bill.Bill;
import dev.portcullis.operate.bill.BillReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The costs of the host and of the things around it. Model calls carry no tag, so a stack's costs are without them. */
@Command(
        name = "infra",
        description = {
            "Shows what AWS charged in the last days, by service and day.",
            "",
            "AWS charges $0.01 for each request to Cost Explorer; one is enough for most answers. Shows this stack's costs if",
            "portcullis:stack is an active cost allocation tag, and else the whole account's. Works while the host sleeps. Needs",
            "AWS credentials of the role readonly."
        },
        exitCodeList = {"0:the costs were shown", "1:AWS did not answer", "2:bad input, or no right"},
        footer = {"  ./portcullis spend infra --stack prod", "  ./portcullis spend infra 30 --csv --yes > november.csv"
        })
public final class SpendInfraCommand extends HostCommand {
    /** AWS keeps single days for 14 months. */
    private static final int MOST_DAYS = 400;

    @Parameters(
            paramLabel = "N",
            arity = "0..1",
            defaultValue = "7",
            description = "The number of days, today included (default: 7).")
    private String days = "";

    @Option(names = "--csv", description = "Print CSV with a line of titles (RFC 4180).")
    private boolean csv;

    @Mixin
    private Confirmation confirmation = new Confirmation();

    SpendInfraCommand(Path project) {
        super(project);
    }

    @Override
    public Integer call() {
        if (csv && options().isJson()) {
            throw new BadInput("--csv", "one of --csv and --json", "both", "Leave one out");
        }
        if (!days.matches("[1-9][0-9]{0,2}") || Integer.parseInt(days) > MOST_DAYS) {
            throw new BadInput("N", "a number of days from 1 to " + MOST_DAYS, "'" + days + "'", "Write such as 30");
        }
        Target target = options().target(project());
        LocalDate today = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);
        err().println("AWS charges $0.01 for each request to Cost Explorer");
        if (!confirmation.given(err(), "Ask it?")) {
            err().println("Nothing was asked");
            return 0;
        }
        try (BillReader reader = BillReader.ofThisMachine()) {
            Bill bill = reader.read(target, today.minusDays(Integer.parseInt(days) - 1L), today);
            BillView view = new BillView(target.stack(), bill);
            out().print(options().isJson() ? view.json() : csv ? view.csv() : view.text());
            out().flush();
            return 0;
        }
    }
}
