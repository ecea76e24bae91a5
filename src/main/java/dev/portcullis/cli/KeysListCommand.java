package dev.portcullis.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the keys, revoked ones too when they are asked for. */
@Command(
        name = "list",
        description = "Lists the virtual keys by name.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the gateway is away", "2:bad input"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portcullis keys list",
            "  ./portcullis keys list --all    revoked ones too",
            "  ./portcullis keys list --json | jq '.items[].name'"
        })
final class KeysListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Option(names = "--all", description = "Revoked keys too; JSON has them always.")
    private boolean all;

    @Override
    public Integer call() {
        JsonObject list = gateway.connect().list("/admin/keys");
        spec.commandLine().getOut().print(gateway.json() ? Shown.json(list) + "\n" : table(list));
        spec.commandLine().getOut().flush();
        return 0;
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
