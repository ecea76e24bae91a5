package dev.portcullis.cli.incident;

import com.google.gson.JsonObject;
import dev.portcullis.cli.keys.AdminClient;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.input.BadInput;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Everything that one client has may have leaked, such as with a laptop. */
@Command(
        name = "client",
        description = "Revokes every virtual key of a client that may have leaked, and says what is left to do.",
        footer = {
            "  ./portcullis incident client laptop --stack prod          shows what would be done",
            "  ./portcullis incident client laptop --stack prod --yes"
        })
final class IncidentClientCommand extends IncidentWork {
    @Parameters(paramLabel = "CLIENT", description = "The client's name.")
    private String client = "";

    @Override
    protected int ask(AdminClient gateway) {
        List<JsonObject> clients = Shown.items(gateway.list("/admin/clients"));
        if (clients.stream().noneMatch(one -> Shown.text(one, "name").equals(client))) {
            throw new BadInput(
                    "CLIENT",
                    "one of "
                            + clients.stream()
                                    .map(one -> Shown.text(one, "name"))
                                    .collect(Collectors.joining(", ")),
                    "'" + client + "'",
                    "See ./portcullis clients list");
        }
        List<JsonObject> keys = Shown.items(gateway.list("/admin/keys")).stream()
                .filter(key -> Shown.text(key, "client").equals(client))
                .toList();
        return respond(gateway, keys, afterwards(client));
    }
}
