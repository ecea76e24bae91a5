package dev.portcullis.cli.init;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.portcullis.cli.doctor.FactReport;
import dev.portcullis.cli.doctor.SlowNotice;
import dev.portcullis.cli.terminal.HelpOption;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.cloudflare.CloudflareApi;
import dev.portcullis.doctor.Doctor;
import dev.portcullis.doctor.Fact;
import dev.portcullis.init.EndOfInput;
import dev.portcullis.init.StackSetup;
import dev.portcullis.init.question.AnswersFile;
import dev.portcullis.input.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** From an empty folder to a stack that {@code pulumi up} can deploy. */
@Command(
        name = "init",
        description = {
            "Prepares a stack for pulumi up, with a few questions.",
            "",
            "It logs in to a state unless you are logged in, makes the stack there, keeps your Cloudflare token as its",
            "secret, finds the account and the zone with that token, and writes Pulumi.STACK.yaml. In an existing file it",
            "keeps comments and anchors, and shows each change before it makes it. At the end it checks the rows of doctor.",
            "",
            "Each answer is kept at once: after Ctrl-C the same command continues. Without a terminal it takes the answers",
            "from a file with the keys region, bedrockGeography, hostname, alertEmail, operator, client, keyDay, keyMonth,",
            "capDayUsd, capMonthUsd, state (local, cloud or s3://BUCKET), secretsProvider (awskms://KEY) and tokenFile, a",
            "file that holds the Cloudflare token alone. The variable CLOUDFLARE_API_TOKEN can take its place. operator is",
            "an e-mail, or none; when it is left out, --yes makes nobody an operator."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the stack is ready",
            "1:it is written, but a fact that pulumi up needs fails",
            "2:bad input, or the input ended"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portcullis init",
            "  ./portcullis init --stack dev",
            "  ./portcullis init --answers answers.yaml --yes --json"
        })
public final class InitCommand extends HelpOption implements Callable<Integer> {
    private static final int LEFT = 2;

    private final Path project;

    @Spec
    private CommandSpec spec;

    @Option(names = "--stack", paramLabel = "STACK", description = "The stack's name (default: ${DEFAULT-VALUE}).")
    private String stack = "prod";

    @Option(names = "--answers", paramLabel = "FILE", description = "Read the answers from this file.")
    private @Nullable Path answers;

    @Option(names = "--yes", description = "Accept the offered answers, and change the file without asking.")
    private boolean yes;

    @Option(names = "--json", description = "Ask nothing and print JSON.")
    private boolean json;

    InitCommand(Path project) {
        this.project = project;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Map<String, String> environment = System.getenv();
        StackSetup.Ready ready;
        List<Fact> facts;
        try (SlowNotice notice = new SlowNotice(err)) {
            StackSetup.Request request = new StackSetup.Request(
                    project, stack, given(), yes, environment, CloudflareApi.address(environment));
            ready = new StackSetup(request, new Terminal(!json, json ? err : out, notice)).run();
            facts = Doctor.of(project, ready.environment()).examine(Optional.of(stack), notice::now);
        } catch (EndOfInput e) {
            err.println("\n" + e.getMessage());
            return LEFT;
        }
        out.print(json ? Shown.json(json(ready, facts)) + "\n" : text(ready, facts));
        out.flush();
        return facts.stream().anyMatch(fact -> fact.standing() == Fact.Standing.FAILS) ? 1 : 0;
    }

    private AnswersFile given() {
        if (answers == null) {
            return AnswersFile.NONE;
        }
        Problems problems = new Problems();
        AnswersFile read = AnswersFile.read(answers, problems);
        problems.throwIfAny();
        return read;
    }

    private String text(StackSetup.Ready ready, List<Fact> facts) {
        boolean fails = facts.stream().anyMatch(fact -> fact.standing() == Fact.Standing.FAILS);
        return "\n"
                + FactReport.text(
                        facts,
                        spec.commandLine().getUsageHelpWidth(),
                        spec.commandLine().getColorScheme().ansi())
                + (fails ? "\nMend what fails, and then:\n" : "\nNext:\n")
                + ready.next().stream().map(line -> "  " + line + "\n").reduce("", String::concat)
                + ready.adminUrl()
                        .map(url -> "\nOperators then reach the admin API at " + url + "\n")
                        .orElse("");
    }

    private JsonObject json(StackSetup.Ready ready, List<Fact> facts) {
        JsonObject all = new JsonObject();
        all.addProperty("stack", stack);
        all.addProperty("file", "Pulumi." + stack + ".yaml");
        all.add("changes", texts(ready.changes()));
        all.add("facts", FactReport.json(facts));
        all.add("next", texts(ready.next()));
        all.addProperty("adminUrl", ready.adminUrl().map(URI::toString).orElse(null));
        return all;
    }

    private static JsonArray texts(List<String> lines) {
        JsonArray array = new JsonArray();
        lines.forEach(array::add);
        return array;
    }
}
