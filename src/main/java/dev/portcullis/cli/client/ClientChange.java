package dev.portcullis.cli.client;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.portcullis.cli.terminal.Confirmation;
import dev.portcullis.cli.terminal.HelpOption;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.deployed.PulumiRunner;
import dev.portcullis.difference.Difference;
import dev.portcullis.difference.DifferenceJson;
import dev.portcullis.difference.DifferenceText;
import dev.portcullis.difference.PlanDocument;
import dev.portcullis.infra.stack.StackBlueprint;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Suggestion;
import dev.portcullis.plan.Plan;
import dev.portcullis.plan.PlanJson;
import dev.portcullis.stackfile.ClientLines;
import dev.portcullis.stackfile.StackEdit;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Edits the stack's file, shows the difference of the plans, and after a yes writes the file and runs the update. */
@Command(
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is done, or nothing is wanted",
            "1:the file is written, and the update failed: run it again",
            "2:bad input; nothing was changed"
        },
        footerHeading = "%nExamples:%n")
abstract class ClientChange extends HelpOption implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final Path project;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The client's name in the settings.")
    private String name = "";

    @Option(names = "--stack", paramLabel = "NAME", required = true, description = "The stack to change.")
    private String stack = "";

    @Option(names = "--preview", description = "Only show what would change.")
    private boolean preview;

    @Option(names = "--json", description = "Print the difference of the plans as JSON.")
    private boolean json;

    @Mixin
    private Confirmation confirmation = new Confirmation();

    ClientChange(Path project) {
        this.project = project;
    }

    /**
     * The edit of the file; it may find that the file says so already.
     *
     * @param clients the names and what the file says of each
     */
    abstract String edit(ClientLines lines, String client, Map<String, Object> clients);

    /** False when the file already has the change, as after an update that was broken off. */
    boolean isNew(String client, Map<String, Object> clients) {
        return true;
    }

    /** Reads from the state the versions of the client's secrets; none where there is no state, or no Pulumi CLI to read it. */
    final DeployedSecrets deployed() {
        return PulumiRunner.find(project, System.getenv())
                .map(pulumi -> DeployedSecrets.read(pulumi, stack, name))
                .orElse(DeployedSecrets.NONE);
    }

    final String stack() {
        return stack;
    }

    final Path project() {
        return project;
    }

    /** The next step of a person, after the update. */
    abstract String done(String stack, String client);

    @Override
    public Integer call() {
        if (!NAME.matcher(name).matches() || name.length() > 30) {
            throw new BadInput(
                    "NAME", "at most 30 lower-case letters, digits and single hyphens", "'" + name + "'", "Rename it");
        }
        try (StackEdit edit = StackEdit.of(project, stack)) {
            Map<String, Object> clients = edit.clients();
            boolean isNew = isNew(name, clients);
            Map<String, Object> after =
                    isNew ? edit.change(name, lines -> edit(lines, name, clients)) : edit.rawBefore();
            show(edit.rawBefore(), after, isNew);
            if (preview) {
                return 0;
            }
            PulumiRunner pulumi = PulumiRunner.installed(project, System.getenv());
            if (!confirmation.given(err(), "Change Pulumi." + stack + ".yaml and run 'pulumi up'?")) {
                err().println("Nothing was changed");
                return 0;
            }
            if (isNew) {
                edit.keep();
                err().println("Wrote Pulumi." + stack + ".yaml");
            }
            return update(pulumi);
        }
    }

    private int update(PulumiRunner pulumi) {
        err().println("Running pulumi up --stack " + stack);
        int code = pulumi.live("up", "--yes", "--skip-preview", "--stack", stack);
        if (code != 0) {
            err().println("pulumi up: expected exit code 0, got " + code);
            err().println("  The file is written. Mend what it names above, then run: pulumi up --stack " + stack);
            return 1;
        }
        err().println(done(stack, name));
        return 0;
    }

    private void show(Map<String, Object> before, Map<String, Object> after, boolean isNew) {
        PrintWriter out = spec.commandLine().getOut();
        Difference difference = Difference.between(document(before), document(after));
        if (json) {
            JsonObject change = new JsonObject();
            change.addProperty("stack", stack);
            change.addProperty("client", name);
            change.addProperty("fileChanges", isNew);
            change.add("difference", JsonParser.parseString(DifferenceJson.of(difference)));
            out.println(Shown.json(change));
        } else if (isNew) {
            out.print(DifferenceText.of(
                    difference, spec.commandLine().getColorScheme().ansi()));
        } else {
            out.println("Pulumi." + stack + ".yaml has client '" + name + "' with these terms already");
        }
        out.flush();
    }

    private PlanDocument document(Map<String, Object> raw) {
        Plan plan = Plan.of(StackBlueprint.of(project, raw, stack, LocalDate.now(Clock.systemUTC())));
        return PlanDocument.parse(
                "the plan of " + stack, PlanJson.of(plan).toString().getBytes(StandardCharsets.UTF_8));
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** @throws BadInput when the stack has no such client */
    static void require(String client, Map<String, Object> clients) {
        if (!clients.containsKey(client)) {
            throw new BadInput(
                    "NAME", "a client of the stack", "'" + client + "'", Suggestion.remedy(client, clients.keySet()));
        }
    }
}
