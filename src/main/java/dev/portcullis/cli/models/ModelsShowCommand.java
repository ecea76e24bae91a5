package dev.portcullis.cli.models;

import dev.portcullis.catalogue.BedrockId;
import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.Model;
import dev.portcullis.catalogue.Prices;
import dev.portcullis.cli.terminal.HelpOption;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.cli.terminal.Table;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problem;
import dev.portcullis.input.Suggestion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one model in every geography. */
@Command(
        name = "show",
        description = "Shows one model: its prices, capabilities, regions and retirement.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it is shown", "2:no such model, or bad input"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portcullis models show claude-sonnet-5-5",
            "  ./portcullis models show sonnet",
            "  ./portcullis models show nova-pro --json | jq .prices.eu"
        })
final class ModelsShowCommand extends HelpOption implements Callable<Integer> {
    private final Path project;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "The model's name or alias, or its id at its vendor or at Bedrock.")
    private String name = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ModelsShowCommand(Path project) {
        this.project = project;
    }

    @Override
    public Integer call() {
        Catalogue catalogue = ModelsRead.catalogue(project, LocalDate.now(Clock.systemUTC()));
        Model model = catalogue.find(name).orElseThrow(() -> unknown(catalogue));
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Shown.json(ModelJson.of(catalogue, model, model.prices())) + "\n" : text(catalogue, model));
        out.flush();
        return 0;
    }

    private BadInput unknown(Catalogue catalogue) {
        return catalogue
                .retired(name)
                .map(gone -> new BadInput(List.of(Problem.plain(
                        "MODEL",
                        "'" + name + "' retired on " + gone.retired(),
                        "Its successor is '" + gone.successor() + "'"))))
                .orElseGet(() -> new BadInput(
                        "MODEL",
                        "a model of the catalogue",
                        "'" + name + "'",
                        Suggestion.nearest(
                                        name,
                                        catalogue.models().stream()
                                                .flatMap(model -> Stream.concat(
                                                        Stream.of(model.name()), model.aliases().stream()))
                                                .toList())
                                .map(meant -> "Did you mean '" + meant + "'?")
                                .orElse("See ./portcullis models list")));
    }

    private static String text(Catalogue catalogue, Model model) {
        Table about = new Table("MODEL", model.name());
        if (!model.aliases().isEmpty()) {
            about.row("aliases", String.join(", ", model.aliases()));
        }
        about.row("vendor", model.vendor());
        about.row("kind", model.kind().word());
        model.released().ifPresent(day -> about.row("released", day.toString()));
        about.row(
                "retires",
                catalogue
                        .retirement(model)
                        .map(end -> end.day() + ", successor " + end.successor())
                        .orElse("no day is announced"));
        if (model.contextTokens() > 0) {
            about.row("context", model.contextTokens() + " tokens");
        }
        if (model.outputTokens() > 0) {
            about.row("longest answer", model.outputTokens() + " tokens");
        }
        String can =
                model.capabilities().stream().sorted().map(Capability::word).collect(Collectors.joining(", "));
        return about.render() + (can.isEmpty() ? "" : "\nIt can: " + can + "\n") + "\n" + prices(model)
                + "\nUS dollars per million tokens, or per image; on demand, without tax\n";
    }

    private static String prices(Model model) {
        Table table = new Table("GEOGRAPHY", "INPUT / OUTPUT", "CACHE READ", "WRITE 5M / 1H", "BEDROCK ID", "REGIONS");
        model.bedrock().forEach((geography, id) -> {
            Prices prices = model.prices().get(geography);
            if (prices != null) {
                table.row(
                        geography,
                        ModelsRead.price(prices),
                        prices.standard().cacheRead().decimal(),
                        prices.standard().cacheWrite5m().decimal() + " / "
                                + prices.standard().cacheWrite1h().decimal(),
                        id.id(),
                        regions(id));
            }
        });
        return table.render();
    }

    private static String regions(BedrockId id) {
        return id.regions().isEmpty() ? "any" : String.join(" ", id.regions());
    }
}
