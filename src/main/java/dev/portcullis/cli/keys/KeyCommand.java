package dev.portcullis.cli.keys;

import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.Shown;
import picocli.CommandLine.Parameters;

/** A command about one key that is there. */
abstract class KeyCommand extends AdminCommand {
    @Parameters(paramLabel = "KEY", description = "The key's id or name.")
    private String key = "";

    String path() {
        return AdminClient.keyPath(key);
    }

    static String named(JsonObject key) {
        return "'" + Shown.text(key, "name") + "' (" + Shown.text(key, "id") + ")";
    }
}
