package dev.portcullis.cli.incident;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.portcullis.cli.keys.AdminClient;
import dev.portcullis.cli.keys.GatewayOptions;
import dev.portcullis.cli.terminal.Confirmation;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.stackfile.StackEdit;
import dev.portcullis.stackfile.StackFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One turn of the kill switch: at the edge, at the gate, and in the stack's file. Run again, it takes what is left. */
@Command(
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every step is done, or nothing is wanted",
            "1:a step failed; the others are done: run it again",
            "2:bad input; nothing was changed"
        },
        footerHeading = "%nExamples:%n")
abstract class SwitchWork implements Callable<Integer> {
    static final String CLOSED = "portcullis:closed";

    private final Path project;

    @Spec
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it, with the project's directory
    private GatewayOptions gateway;

    @Mixin
    private Confirmation confirmation = new Confirmation();

    SwitchWork(Path project) {
        this.project = project;
    }

    /** Takes the steps; the stack is empty for a gateway of {@code try} or another URL. */
    abstract List<String> turn(IncidentSteps steps, Optional<EdgeOfStack> edge);

    abstract String question();

    @Override
    public Integer call() {
        Optional<String> stack = gateway.stack();
        Optional<EdgeOfStack> edge = stack.map(name -> new EdgeOfStack(project, name, StackFile.raw(project, name)));
        if (!confirmation.given(err(), question())) {
            err().println("Nothing was changed");
            return 0;
        }
        IncidentSteps steps = new IncidentSteps(err());
        List<String> left = turn(steps, edge);
        JsonObject answer = new JsonObject();
        answer.add("steps", steps.json());
        JsonArray next = new JsonArray();
        left.forEach(next::add);
        answer.add("next", next);
        StringBuilder text = new StringBuilder("What is left to do:\n");
        for (int i = 0; i < left.size(); i++) {
            text.append("  ").append(i + 1).append(". ").append(left.get(i)).append('\n');
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(gateway.json() ? Shown.json(answer) + "\n" : text);
        out.flush();
        return steps.failed() ? 1 : 0;
    }

    /** Asks the admin API of the gateway by its own connection. */
    JsonObject ask(Question question) {
        try (AdminClient client = gateway.connect(err())) {
            return question.of(client);
        }
    }

    /** A question to the admin API. */
    interface Question {
        JsonObject of(AdminClient client);
    }

    /** Sets or removes {@code closed} in the stack's file, when it is not so yet. */
    String keep(Optional<String> value) {
        String stack = gateway.stack().orElseThrow();
        String file = "Pulumi." + stack + ".yaml";
        try (StackEdit edit = StackEdit.of(project, stack)) {
            Map<String, Object> after = edit.set(CLOSED, value);
            if (after.equals(edit.rawBefore())) {
                return file + " says so already";
            }
            edit.keep();
            return value.isPresent() ? file + " has closed: " + value.get() : file + " has no closed any more";
        }
    }

    /** The option that names the same gateway again, for a command in a sentence. */
    String sameGateway() {
        return gateway.stack().map(name -> " --stack " + name).orElse("");
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
