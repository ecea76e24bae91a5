package dev.portcullis.cli.keys;

import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.cli.terminal.Table;
import picocli.CommandLine.Command;

/** Lists the clients. */
@Command(
        name = "list",
        description = "Lists the clients by name, former ones too: the stack's settings add and remove them.",
        footer = {"  ./portcullis clients list", "  ./portcullis clients list --json"})
final class ClientsListCommand extends AdminCommand {
    @Override
    protected int ask(AdminClient gateway) {
        JsonObject list = gateway.list("/admin/clients");
        return show(list, table(list));
    }

    private static String table(JsonObject list) {
        Table table = new Table("NAME", "LIVE KEYS", "SERVICE TOKEN", "SINCE");
        Shown.items(list)
                .forEach(client -> table.row(
                        Shown.text(client, "name"),
                        Shown.text(client, "liveKeys"),
                        client.get("configured").getAsBoolean() ? "yes" : "no longer",
                        Shown.text(client, "createdAt")));
        return table.render();
    }
}
