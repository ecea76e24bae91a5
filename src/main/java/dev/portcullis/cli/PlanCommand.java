package dev.portcullis.cli;

import com.google.gson.GsonBuilder;
import dev.portcullis.infra.StackBlueprint;
import dev.portcullis.plan.Plan;
import dev.portcullis.plan.PlanJson;
import dev.portcullis.plan.PlanText;
import dev.portcullis.stackfile.StackFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what {@code pulumi up} would declare, what that costs and whether it keeps its promises; changes nothing. */
@Command(
        name = "plan",
        description = {
            "Shows every resource that 'pulumi up' would declare, what it costs, and whether each security promise",
            "holds. Needs no account, no network and no Pulumi, and writes nothing."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every promise holds", "1:a promise is broken", "2:the settings or tables have mistakes"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portcullis plan                          the example stack, Pulumi.dev.yaml",
            "  ./portcullis plan --stack prod             Pulumi.prod.yaml",
            "  ./portcullis plan --config /tmp/try.yaml   a stack file anywhere",
            "  ./portcullis plan --json | jq .cost        for machines"
        })
final class PlanCommand implements Callable<Integer> {
    private final Path project;

    @Spec
    private CommandSpec spec;

    @Option(names = "--stack", paramLabel = "NAME", defaultValue = "dev", description = "The stack (default: dev).")
    private String stack;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Read the settings from FILE instead of Pulumi.NAME.yaml.")
    private @Nullable Path config;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    PlanCommand(Path project) {
        this.project = project;
    }

    @Override
    public Integer call() {
        StackBlueprint blueprint = StackBlueprint.of(
                project,
                config == null ? StackFile.raw(project, stack) : StackFile.raw(project, config),
                stack,
                LocalDate.now(Clock.systemUTC()));
        Plan plan = Plan.of(blueprint);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new GsonBuilder()
                    .setPrettyPrinting()
                    .disableHtmlEscaping()
                    .create()
                    .toJson(PlanJson.of(plan)));
        } else {
            out.print(new PlanText(plan, spec.commandLine().getColorScheme().ansi()).render());
            out.flush();
        }
        return plan.keepsPromises() ? 0 : 1;
    }
}
