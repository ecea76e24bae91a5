package dev.portcullis.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the clients. */
@Command(
        name = "list",
        description = "Lists the clients by name, former ones too: the stack's settings add and remove them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the gateway is away", "2:bad input"},
        footerHeading = "%nExamples:%n",
        footer = {"  ./portcullis clients list", "  ./portcullis clients list --json"})
final class ClientsListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Override
    public Integer call() {
        JsonObject list = gateway.connect().list("/admin/clients");
        spec.commandLine().getOut().print(gateway.json() ? Shown.json(list) + "\n" : table(list));
        spec.commandLine().getOut().flush();
        return 0;
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
