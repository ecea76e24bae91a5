package dev.portcullis.cli;

import com.google.gson.JsonObject;
import picocli.CommandLine.Model.CommandSpec;

/** A new secret: alone on standard output, so that a pipe gets nothing else, or in the gateway's whole answer. */
final class Secret {
    private Secret() {}

    static void print(CommandSpec spec, boolean json, JsonObject answer, String note) {
        if (json) {
            spec.commandLine().getOut().println(Shown.json(answer));
            return;
        }
        spec.commandLine().getErr().println(note);
        spec.commandLine().getOut().println(answer.get("secret").getAsString());
    }
}
