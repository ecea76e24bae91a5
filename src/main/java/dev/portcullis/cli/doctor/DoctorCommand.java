package dev.portcullis.cli.doctor;

import dev.portcullis.cli.terminal.HelpOption;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.doctor.Doctor;
import dev.portcullis.doctor.Fact;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the doctor, which looks at a deployment before it can fail. */
@Command(
        name = "doctor",
        description = {
            "Finds faults that would make a deployment or a call fail.",
            "",
            "It checks everything that pulumi up and a caller rely on, changes nothing, and prints one row per fact:",
            "✓ holds, ✗ fails, – not asked. Below a row that fails are the expected fact and its repair. It asks",
            "Cloudflare with the token in CLOUDFLARE_API_TOKEN, else with the stack's own, and AWS with your own",
            "credentials."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no fact fails", "1:a fact fails", "2:bad input"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portcullis doctor",
            "  ./portcullis doctor --stack prod",
            "  ./portcullis doctor --stack prod --json"
        })
public final class DoctorCommand extends HelpOption implements Callable<Integer> {
    private final Path project;

    @Spec
    private CommandSpec spec;

    @Option(names = "--stack", paramLabel = "STACK", description = "Check this stack's file, zone and account too.")
    private @Nullable String stack;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    DoctorCommand(Path project) {
        this.project = project;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        List<Fact> facts;
        try (SlowNotice notice = new SlowNotice(err)) {
            facts = Doctor.of(project, System.getenv()).examine(Optional.ofNullable(stack), notice::now);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                json
                        ? Shown.json(FactReport.json(facts)) + "\n"
                        : FactReport.text(
                                facts,
                                spec.commandLine().getUsageHelpWidth(),
                                spec.commandLine().getColorScheme().ansi()));
        out.flush();
        return facts.stream().anyMatch(fact -> fact.standing() == Fact.Standing.FAILS) ? 1 : 0;
    }
}
