package dev.portcullis.cli.keys;

import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.cli.terminal.Table;
import picocli.CommandLine.Command;

/** Shows one key and the rest of its budgets and limits. */
@Command(
        name = "show",
        description = "Shows one key and the rest of its budgets and limits.",
        footer = {
            "  ./portcullis keys show nightly",
            "  ./portcullis keys show nightly --json | jq .standing.budgets.day.left"
        })
final class KeysShowCommand extends KeyCommand {
    @Override
    protected int ask(AdminClient gateway) {
        JsonObject found = gateway.get(path());
        return show(found, text(found));
    }

    private static String text(JsonObject key) {
        Table terms = new Table("KEY", Shown.text(key, "name"));
        terms.row("id", Shown.text(key, "id"));
        terms.row("client", Shown.text(key, "client"));
        terms.row("status", Shown.text(key, "status"));
        terms.row("models", Shown.words(key, "models"));
        terms.row("capabilities", Shown.words(key, "capabilities"));
        terms.row("time zone", Shown.text(key, "timeZone"));
        terms.row("default max_tokens", Shown.text(key, "defaultMaxTokens"));
        terms.row("created", Shown.text(key, "createdAt"));
        terms.row("expires", Shown.text(key, "expiresAt"));
        terms.row("revoked", Shown.text(key, "revokedAt"));
        if (key.has("declared") && key.get("declared").getAsBoolean()) {
            terms.row("declared in", "clients." + Shown.text(key, "client") + ".key of the stack's settings");
        }
        JsonObject standing = key.getAsJsonObject("standing");
        return terms.render() + "\n" + budgets(standing.getAsJsonObject("budgets"))
                + limits(standing.getAsJsonObject("limits"));
    }

    private static String budgets(JsonObject budgets) {
        if (budgets.isEmpty()) {
            return "No budget: only the gateway's caps hold\n";
        }
        Table table = new Table("BUDGET", "AMOUNT", "SPENT", "RESERVED", "LEFT", "RESETS");
        budgets.entrySet().forEach(entry -> {
            JsonObject budget = entry.getValue().getAsJsonObject();
            table.row(
                    entry.getKey(),
                    "$" + Shown.text(budget, "amount"),
                    "$" + Shown.text(budget, "settled"),
                    "$" + Shown.text(budget, "reserved"),
                    "$" + Shown.text(budget, "left"),
                    Shown.text(budget, "resets"));
        });
        return table.render();
    }

    private static String limits(JsonObject limits) {
        if (limits.isEmpty()) {
            return "";
        }
        Table table = new Table("LIMIT", "MOST", "USED", "LEFT", "RESETS");
        limits.entrySet().forEach(entry -> {
            JsonObject limit = entry.getValue().getAsJsonObject();
            table.row(
                    entry.getKey(),
                    Shown.text(limit, "most"),
                    Shown.text(limit, "used"),
                    Shown.text(limit, "left"),
                    Shown.text(limit, "resets"));
        });
        return "\n" + table.render();
    }
}
