package dev.portcullis.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends a key for ever. */
@Command(
        name = "revoke",
        description = "Ends a key from its next request on, for ever.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the gateway is away", "2:bad input"},
        footerHeading = "%nExamples:%n",
        footer = {"  ./portcullis keys revoke nightly"})
final class KeysRevokeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Parameters(paramLabel = "KEY", description = "The key's id or name.")
    private String key = "";

    @Override
    public Integer call() {
        JsonObject revoked = gateway.connect().post(AdminClient.keyPath(key) + "/revoke", new JsonObject());
        if (gateway.json()) {
            spec.commandLine().getOut().println(Shown.json(revoked));
        } else {
            spec.commandLine()
                    .getErr()
                    .println("Revoked key '" + Shown.text(revoked, "name") + "' (" + Shown.text(revoked, "id") + ")");
        }
        return 0;
    }
}
