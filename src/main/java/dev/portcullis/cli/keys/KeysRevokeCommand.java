package dev.portcullis.cli.keys;

import com.google.gson.JsonObject;
import picocli.CommandLine.Command;

/** Ends a key for ever. */
@Command(
        name = "revoke",
        description = "Revokes a key for good, from its next request on.",
        footer = {"  ./portcullis keys revoke nightly"})
final class KeysRevokeCommand extends KeyCommand {
    @Override
    protected int ask(AdminClient gateway) {
        JsonObject revoked = gateway.post(path() + "/revoke", new JsonObject());
        return report(revoked, "Revoked key " + named(revoked));
    }
}
