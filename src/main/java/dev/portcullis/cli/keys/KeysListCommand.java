package dev.portcullis.cli.keys;

import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.cli.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the keys, revoked ones too when they are asked for. */
@Command(
        name = "list",
        description = "Lists the virtual keys by name.",
        footer = {
            "  ./portcullis keys list",
            "  ./portcullis keys list --all    with revoked ones",
            "  ./portcullis keys list --json | jq '.items[].name'"
        })
final class KeysListCommand extends AdminCommand {
    @Option(names = "--all", description = "List revoked keys too; JSON always has them.")
    private boolean all;

    @Override
    protected int ask(AdminClient gateway) {
        JsonObject list = gateway.list("/admin/keys");
        return show(list, table(list));
    }

    private String table(JsonObject list) {
        Table table = new Table("NAME", "ID", "CLIENT", "STATUS", "BUDGET", "MODELS", "EXPIRES");
        for (JsonObject key : Shown.items(list)) {
            if (all || !Shown.text(key, "status").equals("revoked")) {
                table.row(
                        Shown.text(key, "name"),
                        Shown.text(key, "id"),
                        Shown.text(key, "client"),
                        Shown.text(key, "status"),
                        Shown.budgets(key),
                        Shown.words(key, "models"),
                        Shown.text(key, "expiresAt"));
            }
        }
        return table.render();
    }
}
