package dev.portcullis.cli.models;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.catalogue.Prices;
import dev.portcullis.catalogue.Retirement;
import dev.portcullis.cli.doctor.SlowNotice;
import dev.portcullis.cli.terminal.HelpOption;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.cli.terminal.Table;
import dev.portcullis.doctor.Doctor;
import dev.portcullis.doctor.Fact;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.Settings;
import dev.portcullis.settings.value.Usd;
import dev.portcullis.stackfile.StackFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks for each offered model whether it can be used. */
@Command(
        name = "check",
        description = {
            "Checks that every model of a stack can be used in this AWS account.",
            "",
            "It asks Bedrock whether the account may call the model, and the catalogue for its price and its retirement. A"
                    + " retirement within 90 days fails the check. The calls are free; the role readonly may make them."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every model can be used", "1:one cannot, soon retires, or was not asked", "2:bad input"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portcullis models check --stack prod",
            "  ./portcullis models check --stack prod --json | jq '.models[] | select(.good | not)'"
        })
final class ModelsCheckCommand extends HelpOption implements Callable<Integer> {
    private final Path project;

    @Spec
    private CommandSpec spec;

    @Option(names = "--stack", paramLabel = "NAME", defaultValue = "dev", description = "The stack (default: dev).")
    private String stack = "dev";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ModelsCheckCommand(Path project) {
        this.project = project;
    }

    /** One model with what was found. */
    private record Checked(OfferedModel offered, Fact usable, Optional<Retirement> end, boolean endsSoon) {
        boolean hasPrice() {
            Prices prices = offered.prices();
            return !prices.image().equals(Usd.ZERO)
                    || !prices.standard().input().equals(Usd.ZERO);
        }

        boolean isGood() {
            return usable.standing() == Fact.Standing.HOLDS && hasPrice() && !endsSoon;
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        LocalDate today = LocalDate.now(Clock.systemUTC());
        Catalogue catalogue = ModelsRead.catalogue(project, today);
        Problems problems = new Problems();
        Optional<Settings> settings = Settings.from(StackFile.raw(project, stack), stack, problems);
        problems.throwIfAny();
        List<OfferedModel> offered =
                catalogue.offered(settings.orElseThrow().models().geography().word());
        List<Fact> facts;
        try (SlowNotice notice = new SlowNotice(spec.commandLine().getErr())) {
            notice.now("Bedrock about " + offered.size() + " models");
            facts = Doctor.of(project, System.getenv()).usable(settings.get(), offered);
        }
        List<Checked> checked = IntStream.range(0, offered.size())
                .mapToObj(i -> checked(catalogue, offered.get(i), facts.get(i), today))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Shown.json(json(checked)) + "\n" : text(checked));
        out.flush();
        return checked.stream().allMatch(Checked::isGood) ? 0 : 1;
    }

    private static Checked checked(Catalogue catalogue, OfferedModel offered, Fact usable, LocalDate today) {
        Optional<Retirement> end = catalogue.retirement(offered.model());
        return new Checked(
                offered, usable, end, end.filter(each -> each.isNear(today)).isPresent());
    }

    private static String text(List<Checked> checked) {
        Table table = new Table("NAME", "HERE", "PRICE", "RETIRES");
        StringBuilder below = new StringBuilder();
        for (Checked each : checked) {
            String name = each.offered().model().name();
            table.row(
                    name,
                    here(each),
                    each.hasPrice() ? ModelsRead.price(each.offered().prices()) : "unknown",
                    each.end().map(end -> end.day().toString()).orElse("-"));
            if (each.usable().standing() != Fact.Standing.HOLDS) {
                below.append(name)
                        .append(": ")
                        .append(
                                each.usable().found().isEmpty()
                                        ? "not asked"
                                        : each.usable().found())
                        .append("\n  ")
                        .append(each.usable().remedy())
                        .append('\n');
            }
            if (each.endsSoon()) {
                Retirement end = each.end().orElseThrow();
                below.append(name).append(": retires on ").append(end.day());
                below.append("\n  Move its callers to ").append(end.successor()).append('\n');
            }
        }
        long good = checked.stream().filter(Checked::isGood).count();
        return table.render() + "\n" + below + good + " of " + checked.size() + " models can be used\n";
    }

    private static String here(Checked each) {
        return switch (each.usable().standing()) {
            case HOLDS -> "yes";
            case FAILS -> "no";
            case NOT_ASKED -> "?";
        };
    }

    private JsonObject json(List<Checked> checked) {
        JsonArray models = new JsonArray();
        for (Checked each : checked) {
            JsonObject model = new JsonObject();
            model.addProperty("name", each.offered().model().name());
            model.addProperty("good", each.isGood());
            model.addProperty("usable", here(each));
            model.addProperty("found", each.usable().found());
            model.addProperty("remedy", each.usable().remedy());
            model.addProperty("hasPrice", each.hasPrice());
            each.end().ifPresent(end -> {
                model.addProperty("retires", end.day().toString());
                model.addProperty("successor", end.successor());
            });
            models.add(model);
        }
        JsonObject all = new JsonObject();
        all.addProperty("stack", stack);
        all.add("models", models);
        return all;
    }
}
