package dev.portcullis.cli.host;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.cli.terminal.Table;
import dev.portcullis.operate.BreakerAction;
import java.util.List;

/** The breaker's budgets, as a table or as JSON. */
final class BreakerTable {
    private BreakerTable() {}

    static String text(List<BreakerAction> actions) {
        Table table = new Table("BUDGET", "LIMIT", "BREAKER", "AWS SAYS");
        actions.forEach(action -> table.row(
                action.budget(),
                "$" + action.limitUsd().stripTrailingZeros().toPlainString(),
                action.position().word(),
                action.word()));
        return table.render();
    }

    static String json(List<BreakerAction> actions) {
        JsonArray budgets = new JsonArray();
        for (BreakerAction action : actions) {
            JsonObject budget = new JsonObject();
            budget.addProperty("budget", action.budget());
            budget.addProperty("limitUsd", action.limitUsd());
            budget.addProperty("position", action.position().word());
            budget.addProperty("status", action.word());
            budgets.add(budget);
        }
        JsonObject json = new JsonObject();
        json.add("budgets", budgets);
        return Shown.json(json) + "\n";
    }
}
