package dev.portcullis.cli.keys;

import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.cli.terminal.Table;
import dev.portcullis.input.WrittenTime;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what calls have cost, the dearest first. */
@Command(
        name = "spend",
        description = "Shows the cost of calls, the highest first; days in their order.",
        footer = {
            "  ./portcullis spend                                  by key, this month",
            "  ./portcullis spend --by model --since 30d",
            "  ./portcullis spend --by day --json | jq '.items[] | [.name, .cost]'"
        })
public final class SpendCommand extends AdminCommand {
    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "key",
            description = "key, client, model or day (default: key).")
    private String by = "";

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description = "The first day, as 2027-01-01 or 30d ago (default: the first of this month).")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "DATE", description = "The last day, written likewise (default: today).")
    private @Nullable String until;

    @Override
    int ask(AdminClient gateway) {
        String path = "/admin/spend?by=" + AdminClient.encode(by) + day("since", since) + day("until", until);
        JsonObject spend = gateway.list(path);
        return show(spend, text(spend));
    }

    private static String day(String name, @Nullable String text) {
        return text == null
                ? ""
                : "&" + name + "="
                        + WrittenTime.dayBack(
                                "--" + name, text, Clock.systemUTC().instant());
    }

    private String text(JsonObject spend) {
        Table table = new Table(
                by.toUpperCase(Locale.ROOT), "REQUESTS", "INPUT", "OUTPUT", "CACHED", "WRITTEN", "IMAGES", "COST");
        List<JsonObject> rows = new ArrayList<>(Shown.items(spend));
        if (!by.equals("day")) {
            rows.sort(Comparator.comparing(SpendCommand::cost).reversed());
        }
        rows.forEach(row -> table.row(
                Shown.text(row, "name"),
                Shown.text(row, "requests"),
                Shown.text(row, "inputTokens"),
                Shown.text(row, "outputTokens"),
                Shown.text(row, "cacheReadTokens"),
                Shown.text(row, "cacheWriteTokens"),
                Shown.text(row, "images"),
                "$" + Shown.text(row, "cost")));
        BigDecimal sum = rows.stream().map(SpendCommand::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
        return table.render() + "\n$" + sum.toPlainString() + " from " + Shown.text(spend, "since") + " to "
                + Shown.text(spend, "until") + " (" + Shown.text(spend, "timeZone") + ")\n"
                + caps(spend.getAsJsonObject("caps"));
    }

    private static String caps(JsonObject caps) {
        return caps.entrySet().stream()
                .map(entry -> "Of the gateway's cap of $"
                        + Shown.text(entry.getValue().getAsJsonObject(), "amount")
                        + " a " + entry.getKey() + ", $"
                        + Shown.text(entry.getValue().getAsJsonObject(), "left")
                        + " is left until " + Shown.text(entry.getValue().getAsJsonObject(), "resets") + "\n")
                .collect(Collectors.joining());
    }

    private static BigDecimal cost(JsonObject row) {
        return new BigDecimal(Shown.text(row, "cost"));
    }
}
