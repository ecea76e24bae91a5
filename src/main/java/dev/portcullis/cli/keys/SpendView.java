package dev.portcullis.cli.keys;

import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.cli.terminal.Table;
import dev.portcullis.input.BadInput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Shows what calls have cost in some days, by one grouping: as a table, as CSV or as JSON. */
abstract class SpendView extends AdminCommand {
    private static final List<String> FIELDS = List.of(
            "name", "requests", "inputTokens", "outputTokens", "cacheReadTokens", "cacheWriteTokens", "images", "cost");

    @Option(names = "--csv", description = "Print CSV with a line of titles (RFC 4180).")
    private boolean csv;

    /** @param days the query of the days, such as {@code &since=2026-11-01}; empty for this month */
    int spend(AdminClient gateway, String by, String days) {
        if (csv && json()) {
            throw new BadInput("--csv", "one of --csv and --json", "both", "Leave one out");
        }
        JsonObject spend = gateway.list("/admin/spend?by=" + AdminClient.encode(by) + days);
        return show(spend, csv ? csv(spend) : text(by, spend));
    }

    private static String csv(JsonObject spend) {
        return Stream.concat(
                        Stream.of(String.join(",", FIELDS)),
                        Shown.items(spend).stream()
                                .map(row -> FIELDS.stream()
                                        .map(field -> quoted(Shown.text(row, field)))
                                        .collect(Collectors.joining(","))))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    /** A name may hold a comma or a quotation mark; a spreadsheet would take one that begins with a sign for a formula. */
    private static String quoted(String cell) {
        String safe = cell.matches("[=+@\\t-].*") && !cell.equals("-") ? "'" + cell : cell;
        return safe.matches("[A-Za-z0-9._ -]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    private static String text(String by, JsonObject spend) {
        Table table = new Table(
                by.toUpperCase(Locale.ROOT), "REQUESTS", "INPUT", "OUTPUT", "CACHED", "WRITTEN", "IMAGES", "COST");
        List<JsonObject> rows = new ArrayList<>(Shown.items(spend));
        if (!by.equals("day")) {
            rows.sort(Comparator.comparing(SpendView::cost).reversed());
        }
        rows.forEach(row -> table.row(FIELDS.stream()
                .map(field -> (field.equals("cost") ? "$" : "") + Shown.text(row, field))
                .toArray(String[]::new)));
        BigDecimal sum = rows.stream().map(SpendView::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
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

    static BigDecimal cost(JsonObject row) {
        return new BigDecimal(Shown.text(row, "cost"));
    }
}
