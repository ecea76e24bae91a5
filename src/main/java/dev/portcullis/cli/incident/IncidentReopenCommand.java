package dev.portcullis.cli.incident;

import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** The way back from {@link IncidentEverythingCommand}. */
@Command(
        name = "reopen",
        description = {
            "Opens a gateway again that 'incident everything' closed.",
            "",
            "It first shows what was refused and spent meanwhile. The admin key needs the scope 'all'. With --stack it opens"
                    + " the gate, then Access, and removes closed from the stack's file."
        },
        footer = {"  ./portcullis incident reopen --stack prod", "  ./portcullis incident reopen --stack prod --yes"})
final class IncidentReopenCommand extends SwitchWork {
    IncidentReopenCommand(Path project) {
        super(project);
    }

    @Override
    String question() {
        return meanwhile(ask(client -> client.get("/admin/closure"))) + "\nLet calls through again?";
    }

    @Override
    List<String> turn(IncidentSteps steps, Optional<EdgeOfStack> edge) {
        steps.take("gate", () -> {
            JsonObject over = ask(client -> client.delete("/admin/closure"));
            return "the gate lets calls through. " + meanwhile(over);
        });
        List<String> left = new ArrayList<>();
        if (steps.failed()) {
            left.add("Run this again: Access stays closed until the gate is open");
            return left;
        }
        edge.ifPresent(access -> {
            steps.take("edge", access::open);
            steps.take("file", () -> keep(Optional.empty()));
        });
        if (steps.failed()) {
            left.add("Run this again: each step that is done stays so, and the others are tried once more");
        }
        edge.ifPresent(
                access -> left.add("Commit the stack's file: an update from a file with closed: true closes Access"));
        left.add("Make one call: ./portcullis smoke" + sameGateway());
        return left;
    }

    private static String meanwhile(JsonObject closure) {
        if (Shown.text(closure, "since").equals("-")) {
            return "The gate was open already";
        }
        return "Closed since " + Shown.text(closure, "since") + " by " + Shown.text(closure, "by")
                + (Shown.text(closure, "reason").isEmpty() ? "" : " (" + Shown.text(closure, "reason") + ")")
                + ". Refused meanwhile: " + Shown.text(closure, "refused") + " calls; cut off: "
                + Shown.text(closure, "cutOff") + " answers; spent by those: $" + Shown.text(closure, "spent");
    }
}
