package dev.portcullis.cli.keys;

import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.cli.terminal.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The monitor's view as plain text that keeps to the width of a terminal: long names are cut, and numbers never. */
final class MonitorText {
    /** Two other texts, an amount and a time stand beside a name of a call. */
    private static final int BESIDE_NAMES = 26;

    private static final int LONGEST_NAME = 30;
    private static final int BESIDE_CODES = 22;

    private final int width;

    /** @param width columns, 60 or more */
    MonitorText(int width) {
        this.width = width;
    }

    String of(JsonObject view) {
        List<JsonObject> flying = rows(view, "inFlight");
        int name = Math.min(LONGEST_NAME, (width - BESIDE_NAMES) / 3);
        Table calls = new Table("IN FLIGHT", "CLIENT", "MODEL", "RESERVED", "SINCE");
        flying.forEach(call -> calls.row(
                cut(Shown.text(call, "keyName"), name),
                cut(Shown.text(call, "client"), name),
                cut(Shown.text(call, "model"), name),
                "$" + Shown.text(call, "amount"),
                Shown.text(call, "openedAt").replaceAll(".*T([0-9:]{8}).*", "$1")));
        Table spent = new Table("SPENT TODAY", "REQUESTS", "COST");
        rows(view, "spentToday")
                .forEach(row -> spent.row(
                        cut(Shown.text(row, "name"), LONGEST_NAME),
                        Shown.text(row, "requests"),
                        "$" + Shown.text(row, "cost")));
        Table caps = new Table("CAP", "AMOUNT", "SPENT", "RESERVED", "LEFT");
        view.getAsJsonObject("caps").entrySet().forEach(entry -> {
            JsonObject cap = entry.getValue().getAsJsonObject();
            caps.row(
                    "a " + entry.getKey(),
                    "$" + Shown.text(cap, "amount"),
                    "$" + Shown.text(cap, "settled"),
                    "$" + Shown.text(cap, "reserved"),
                    "$" + Shown.text(cap, "left"));
        });
        return (flying.isEmpty() ? "No call in flight\n" : calls.render()) + "\n" + spent.render() + "\n"
                + caps.render() + "\n" + refused(view);
    }

    /** The locks in the order in which a call meets them. */
    private String refused(JsonObject view) {
        Map<String, Map<String, Long>> byLock = new LinkedHashMap<>();
        rows(view, "refused")
                .forEach(row -> byLock.computeIfAbsent(Shown.text(row, "lock"), lock -> new TreeMap<>())
                        .put(Shown.text(row, "code"), row.get("count").getAsLong()));
        String since = "since " + Shown.text(view, "refusedSince").replaceFirst("[.][0-9]+Z", "Z");
        if (byLock.isEmpty()) {
            return "Nothing refused " + since + "\n";
        }
        Table table = new Table("REFUSED BY", "CALLS", "CODES");
        byLock.forEach((lock, codes) -> table.row(
                lock,
                String.valueOf(
                        codes.values().stream().mapToLong(Long::longValue).sum()),
                cut(
                        codes.entrySet().stream()
                                .map(code -> code.getKey() + " " + code.getValue())
                                .collect(Collectors.joining(", ")),
                        width - BESIDE_CODES)));
        return table.render() + since + "\n";
    }

    private static List<JsonObject> rows(JsonObject view, String name) {
        JsonObject list = new JsonObject();
        list.add("items", view.get(name));
        return Shown.items(list);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
