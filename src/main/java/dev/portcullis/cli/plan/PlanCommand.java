package dev.portcullis.cli.plan;

import com.google.gson.GsonBuilder;
import dev.portcullis.cli.terminal.HelpOption;
import dev.portcullis.difference.Difference;
import dev.portcullis.difference.DifferenceComment;
import dev.portcullis.difference.DifferenceJson;
import dev.portcullis.difference.DifferenceText;
import dev.portcullis.difference.PlanDocument;
import dev.portcullis.infra.stack.StackBlueprint;
import dev.portcullis.plan.Plan;
import dev.portcullis.plan.PlanJson;
import dev.portcullis.plan.PlanText;
import dev.portcullis.stackfile.StackFile;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what {@code pulumi up} would declare, what that costs and whether it keeps its promises; changes nothing. */
@Command(
        name = "plan",
        description = {
            "Shows what 'pulumi up' would declare, its cost and promises.",
            "",
            "It lists every resource, its cost, and whether each security promise holds. It needs no account, no network and",
            "no Pulumi, and writes nothing. With --against it shows the changes since another plan: that of a file, or of a",
            "commit, whose code it then builds and runs."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every promise holds",
            "1:a promise is broken",
            "2:the settings or tables have mistakes, or there is no plan to compare with"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portcullis plan                          the example stack, Pulumi.dev.yaml",
            "  ./portcullis plan --stack prod             Pulumi.prod.yaml",
            "  ./portcullis plan --config /tmp/try.yaml   a stack file anywhere",
            "  ./portcullis plan --json | jq .cost        for machines",
            "  ./portcullis plan --against main           what this tree changes",
            "  ./portcullis plan --against old.json       the same against a file that plan --json wrote"
        })
public final class PlanCommand extends HelpOption implements Callable<Integer> {
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

    @Option(
            names = "--against",
            paramLabel = "FILE|COMMIT",
            description = "Print the changes since the plan in FILE, or since that of a commit of this repository.")
    private @Nullable String against;

    @ArgGroup
    private @Nullable Form form;

    /** Unless it is the one for people. */
    static final class Form {
        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Option(names = "--markdown", description = "With --against: print the comment for a pull request.")
        private boolean markdown;
    }

    PlanCommand(Path project) {
        this.project = project;
    }

    @Override
    public Integer call() {
        boolean json = form != null && form.json;
        boolean markdown = form != null && form.markdown;
        if (markdown && against == null) {
            throw new ParameterException(spec.commandLine(), "--markdown: expected --against beside it, got none");
        }
        Plan plan = Plan.of(StackBlueprint.of(
                project,
                config == null ? StackFile.raw(project, stack) : StackFile.raw(project, config),
                stack,
                LocalDate.now(Clock.systemUTC())));
        PrintWriter out = spec.commandLine().getOut();
        Ansi ansi = spec.commandLine().getColorScheme().ansi();
        if (against != null) {
            Difference difference = Difference.between(before(against), document(plan));
            if (json) {
                out.println(DifferenceJson.of(difference));
            } else {
                out.print(markdown ? DifferenceComment.of(difference) : DifferenceText.of(difference, ansi));
            }
        } else if (json) {
            out.println(json(plan));
        } else {
            out.print(new PlanText(plan, ansi).render());
        }
        out.flush();
        return plan.keepsPromises() ? 0 : 1;
    }

    private PlanDocument before(String source) {
        Path file = Path.of(source);
        if (Files.isRegularFile(file)) {
            return PlanDocument.read(file);
        }
        List<String> options =
                config == null ? List.of("--stack", stack) : List.of("--stack", stack, "--config", absolute(config));
        return new CommitPlan(project, spec.commandLine().getErr()).of(source, options);
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().toString();
    }

    private static PlanDocument document(Plan plan) {
        return PlanDocument.parse("this tree's plan", json(plan).getBytes(StandardCharsets.UTF_8));
    }

    private static String json(Plan plan) {
        return new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(PlanJson.of(plan));
    }
}
