package dev.portcullis.cli.client;

import dev.portcullis.stackfile.ClientLines;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;

/** Ends a caller: its token, its declared key and its place in the settings. */
@Command(
        name = "remove",
        description = {
            "Removes a client from a stack's settings and from the gateway.",
            "",
            "Its service token ends with the update, and its declared virtual key is revoked. Keys that the admin API made",
            "for it no longer work either, since they need the token. Its spend stays in the ledger."
        },
        footer = {
            "  ./portcullis client remove nightly --stack prod",
            "  ./portcullis client remove nightly --stack prod --yes"
        })
final class ClientRemoveCommand extends ClientChange {
    ClientRemoveCommand(Path project) {
        super(project);
    }

    @Override
    String edit(ClientLines lines, String client, Map<String, Object> clients) {
        require(client, clients);
        return lines.remove(client);
    }

    @Override
    String done(String stack, String client) {
        return "Client '" + client + "' is gone from stack " + stack;
    }
}
