package dev.portcullis.cli.incident;

import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The kill switch. */
@Command(
        name = "everything",
        description = {
            "Closes the whole gateway within seconds: Access and the gate refuse every call.",
            "",
            "Streams under way are cut off. With --stack it asks Cloudflare first, then the gate, and sets closed: true in the"
                    + " stack's file, so that the next update keeps Access closed. The gate keeps its part in the ledger,"
                    + " through restarts and updates. 'incident reopen' is the way back."
        },
        footer = {
            "  ./portcullis incident everything --stack prod",
            "  ./portcullis incident everything --stack prod --yes --reason 'admin key on a public page'"
        })
final class IncidentEverythingCommand extends SwitchWork {
    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why, for the audit: at most 200 characters. Callers are not told.")
    private String reason = "";

    IncidentEverythingCommand(Path project) {
        super(project);
    }

    @Override
    String question() {
        return "Refuse every call of every client from now on?";
    }

    @Override
    List<String> turn(IncidentSteps steps, Optional<EdgeOfStack> edge) {
        edge.ifPresent(access -> steps.take("edge", access::close));
        JsonObject body = new JsonObject();
        body.addProperty("reason", reason);
        steps.take("gate", () -> {
            JsonObject closed = ask(client -> client.post("/admin/closure", body));
            return "the gate refuses every call since " + Shown.text(closed, "since") + "; it has cut off "
                    + Shown.text(closed, "cutOff") + " answers";
        });
        edge.ifPresent(access -> steps.take("file", () -> keep(Optional.of("true"))));
        List<String> left = new ArrayList<>();
        if (steps.failed()) {
            left.add("Run this again: each step that is done stays so, and the others are tried once more");
        }
        edge.ifPresent(
                access -> left.add(
                        "Commit the stack's file: an update from a file without closed: true may open Access, though not the gate"));
        left.add("Find what leaked, and revoke it: ./portcullis incident key, token or client, each with --help");
        left.add("Look through the acts of administrators: GET /admin/audit");
        left.add("Open the gateway again: ./portcullis incident reopen" + sameGateway());
        return left;
    }
}
