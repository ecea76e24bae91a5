package dev.portcullis.cli.incident;

import com.google.gson.JsonObject;
import dev.portcullis.cli.keys.AdminClient;
import dev.portcullis.cli.terminal.Shown;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A virtual key has leaked. */
@Command(
        name = "key",
        description = "Revokes a virtual key that has leaked, and shows its spend and the steps that are left.",
        footer = {
            "  ./portcullis incident key nightly             shows what would be done",
            "  ./portcullis incident key nightly --yes --since 7d",
            "  ./portcullis incident key ab12cd34            a revoked key is found by its id"
        })
final class IncidentKeyCommand extends IncidentWork {
    @Parameters(paramLabel = "KEY", description = "The key's id or name.")
    private String key = "";

    @Override
    protected int ask(AdminClient gateway) {
        JsonObject found = gateway.get(AdminClient.keyPath(key));
        return respond(gateway, List.of(found), afterwards(Shown.text(found, "client")));
    }
}
