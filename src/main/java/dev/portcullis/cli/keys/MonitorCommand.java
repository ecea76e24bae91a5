package dev.portcullis.cli.keys;

import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.cli.terminal.Table;
import dev.portcullis.cli.terminal.TerminalCheck;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what a gateway does just now. */
@Command(
        name = "monitor",
        description = {
            "Shows calls in flight, their reservations, and the spend.",
            "",
            "With --live it refreshes every two seconds until Ctrl-C: in place on a terminal, else one view after the other."
        },
        footer = {"  ./portcullis monitor", "  ./portcullis monitor --live --stack prod"})
public final class MonitorCommand extends AdminCommand {
    private static final long EVERY_SECONDS = 2;
    /** With five columns a line has at most 78 characters. */
    private static final int LONGEST_CELL = 20;

    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Option(names = "--live", description = "Refresh every two seconds until Ctrl-C.")
    private boolean live;

    @Override
    protected int ask(AdminClient gateway) {
        boolean inPlace = live && !json() && TerminalCheck.attached();
        for (; ; ) {
            JsonObject view = view(gateway);
            show(view, (inPlace ? CLEAR : "") + text(view));
            if (!live) {
                return 0;
            }
            try {
                TimeUnit.SECONDS.sleep(EVERY_SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 0;
            }
        }
    }

    private static JsonObject view(AdminClient gateway) {
        JsonObject view = new JsonObject();
        view.add("inFlight", gateway.list("/admin/reservations").get("items"));
        JsonObject month = gateway.list("/admin/spend?by=key");
        JsonObject today = gateway.list("/admin/spend?by=key&since=" + Shown.text(month, "until"));
        view.add("today", today.get("until"));
        view.add("spentToday", today.get("items"));
        view.add("caps", today.get("caps"));
        return view;
    }

    private static String text(JsonObject view) {
        List<JsonObject> flying = rows(view, "inFlight");
        Table calls = new Table("IN FLIGHT", "CLIENT", "MODEL", "RESERVED", "SINCE");
        flying.forEach(call -> calls.row(
                cut(Shown.text(call, "keyName")),
                cut(Shown.text(call, "client")),
                cut(Shown.text(call, "model")),
                "$" + Shown.text(call, "amount"),
                Shown.text(call, "openedAt").replaceAll(".*T([0-9:]{8}).*", "$1")));
        Table spent = new Table("SPENT TODAY", "REQUESTS", "COST");
        rows(view, "spentToday")
                .forEach(row -> spent.row(
                        cut(Shown.text(row, "name")), Shown.text(row, "requests"), "$" + Shown.text(row, "cost")));
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
                + caps.render();
    }

    private static List<JsonObject> rows(JsonObject view, String name) {
        JsonObject list = new JsonObject();
        list.add("items", view.get(name));
        return Shown.items(list);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL - 1) + "…";
    }
}
