package dev.portcullis.cli.doctor;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.HelpOption;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.doctor.CloudflareFacts;
import dev.portcullis.doctor.Fact;
import dev.portcullis.doctor.MachineFacts;
import dev.portcullis.doctor.StackFacts;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells before a deployment what would make it fail. */
@Command(
        name = "doctor",
        description = {
            "Tells before a deployment what would make it fail.",
            "",
            "It looks at what pulumi up needs, changes nothing, and prints one row per fact: ✓ holds, ✗ fails, – not asked.",
            "Below a row that fails stand what was expected and what mends it. Of Cloudflare it asks what the token in",
            "CLOUDFLARE_API_TOKEN may read; of AWS it asks nothing yet."
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
    private static final String API = "https://api.cloudflare.com/client/v4";

    private final Path project;

    @Spec
    private CommandSpec spec;

    @Option(names = "--stack", paramLabel = "STACK", description = "Look at this stack's file and zone too.")
    private @Nullable String stack;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    DoctorCommand(Path project) {
        this.project = project;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Fact> facts =
                new ArrayList<>(new MachineFacts(project, Runtime.version().feature()).all());
        if (stack != null) {
            StackFacts known = StackFacts.read(project, stack);
            facts.add(known.file());
            if (known.zone().isPresent()) {
                facts.addAll(new CloudflareFacts(URI.create(API), known.zone().get())
                        .all(Optional.ofNullable(System.getenv("CLOUDFLARE_API_TOKEN"))
                                .filter(token -> !token.isEmpty())));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                json
                        ? Shown.json(json(facts)) + "\n"
                        : text(facts, spec.commandLine().getColorScheme().ansi()));
        out.flush();
        return facts.stream().anyMatch(fact -> fact.standing() == Fact.Standing.FAILS) ? 1 : 0;
    }

    private static String text(List<Fact> facts, Ansi ansi) {
        StringBuilder text = new StringBuilder();
        for (Fact fact : facts) {
            String mark = switch (fact.standing()) {
                case HOLDS -> "@|green ✓|@";
                case FAILS -> "@|red ✗|@";
                case NOT_ASKED -> "–";
            };
            text.append(ansi.string("  " + mark + "  ")).append(fact.name());
            if (fact.standing() == Fact.Standing.NOT_ASKED) {
                text.append(": not asked, as ").append(fact.remedy()).append('\n');
                continue;
            }
            text.append(": ").append(fact.found()).append('\n');
            if (fact.standing() == Fact.Standing.FAILS) {
                text.append("       expected ").append(fact.expected()).append('\n');
                text.append("       ").append(fact.remedy()).append('\n');
            }
        }
        return text.toString();
    }

    private static JsonArray json(List<Fact> facts) {
        JsonArray rows = new JsonArray();
        for (Fact fact : facts) {
            JsonObject row = new JsonObject();
            row.addProperty("fact", fact.name());
            row.addProperty(
                    "standing",
                    switch (fact.standing()) {
                        case HOLDS -> "holds";
                        case FAILS -> "fails";
                        case NOT_ASKED -> "not asked";
                    });
            row.addProperty("expected", fact.expected());
            row.addProperty("found", fact.found());
            row.addProperty("remedy", fact.remedy());
            rows.add(row);
        }
        return rows;
    }
}
