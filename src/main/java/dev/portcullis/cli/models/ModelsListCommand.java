package dev.portcullis.cli.models;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.Model;
import dev.portcullis.catalogue.ModelKind;
import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.cli.terminal.HelpOption;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.cli.terminal.Table;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.Settings;
import dev.portcullis.settings.value.Geography;
import dev.portcullis.stackfile.StackFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the models that a stack offers. */
@Command(
        name = "list",
        description = {
            "Lists the models that a stack offers, with their prices.",
            "",
            "Prices are US dollars per million tokens (input / output), or per image. A cached token may cost less; show",
            "has all prices. A model that retires within 90 days is named below the table."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:they are listed", "2:bad input"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portcullis models list",
            "  ./portcullis models list --stack prod --kind embedding",
            "  ./portcullis models list --capability images",
            "  ./portcullis models list --json | jq '.models[].name'"
        })
final class ModelsListCommand extends HelpOption implements Callable<Integer> {
    private final Path project;

    @Spec
    private CommandSpec spec;

    @Option(names = "--stack", paramLabel = "NAME", defaultValue = "dev", description = "The stack (default: dev).")
    private String stack = "dev";

    @Option(names = "--kind", paramLabel = "KIND", description = "Only chat, embedding or image.")
    private @Nullable ModelKind kind;

    @Option(names = "--capability", paramLabel = "WORD", description = "Only models with it, such as images.")
    private @Nullable String capability;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ModelsListCommand(Path project) {
        this.project = project;
    }

    @Override
    public Integer call() {
        LocalDate today = LocalDate.now(Clock.systemUTC());
        Catalogue catalogue = ModelsRead.catalogue(project, today);
        Geography geography = geography();
        List<OfferedModel> offered = catalogue.offered(geography.word()).stream()
                .filter(each -> kind == null || each.model().kind() == kind)
                .filter(each -> capability == null || can(each.model(), CapabilityWord.read(capability)))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                json
                        ? Shown.json(json(catalogue, geography, offered)) + "\n"
                        : text(catalogue, geography, offered, today));
        out.flush();
        return 0;
    }

    private static boolean can(Model model, Capability wanted) {
        return model.can(wanted);
    }

    private Geography geography() {
        Problems problems = new Problems();
        var settings = Settings.from(StackFile.raw(project, stack), stack, problems);
        problems.throwIfAny();
        return settings.orElseThrow().models().geography();
    }

    private String text(Catalogue catalogue, Geography geography, List<OfferedModel> offered, LocalDate today) {
        Table table = new Table("NAME", "KIND", "PRICE", "CONTEXT", "RETIRES");
        for (OfferedModel each : offered) {
            Model model = each.model();
            table.row(
                    model.name(),
                    model.kind().word(),
                    ModelsRead.price(each.prices()),
                    model.contextTokens() == 0 ? "-" : String.valueOf(model.contextTokens()),
                    catalogue.retirement(model).map(end -> end.day().toString()).orElse("-"));
        }
        StringBuilder text = new StringBuilder(table.render())
                .append('\n')
                .append(offered.size())
                .append(" models in geography ")
                .append(geography.word())
                .append(" of stack ")
                .append(stack)
                .append("; US dollars per million tokens, input / output\n");
        offered.forEach(each -> catalogue
                .retirement(each.model())
                .filter(end -> end.isNear(today))
                .ifPresent(end -> text.append(each.model().name())
                        .append(" retires on ")
                        .append(end.day())
                        .append(": move its callers to ")
                        .append(end.successor())
                        .append('\n')));
        return text.toString();
    }

    private JsonObject json(Catalogue catalogue, Geography geography, List<OfferedModel> offered) {
        JsonArray models = new JsonArray();
        offered.forEach(each ->
                models.add(ModelJson.of(catalogue, each.model(), each.model().prices())));
        JsonObject all = new JsonObject();
        all.addProperty("stack", stack);
        all.addProperty("geography", geography.word());
        all.add("models", models);
        return all;
    }
}
