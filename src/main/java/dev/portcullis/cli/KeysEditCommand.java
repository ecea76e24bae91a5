package dev.portcullis.cli;

import com.google.gson.JsonObject;
import dev.portcullis.input.BadInput;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes the terms of a key that are named, and no others. */
@Command(
        name = "edit",
        description = "Changes what is named and nothing else; the value none removes a budget, a limit or the expiry.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the gateway is away", "2:bad input"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portcullis keys edit nightly --day 5",
            "  ./portcullis keys edit nightly --day none --month 100",
            "  ./portcullis keys edit nightly --name weekly --model '*' --expires none"
        })
final class KeysEditCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Parameters(paramLabel = "KEY", description = "The key's id or name.")
    private String key = "";

    @Mixin
    private TermOptions terms = new TermOptions();

    @Option(names = "--name", paramLabel = "NAME", description = "Another name.")
    private @Nullable String name;

    @Override
    public Integer call() {
        JsonObject body = terms.fields();
        if (name != null) {
            body.addProperty("name", name);
        }
        if (body.isEmpty()) {
            throw new BadInput("keys edit", "something to change", "nothing", "See ./portcullis keys edit --help");
        }
        JsonObject edited = gateway.connect().patch(AdminClient.keyPath(key), body);
        if (gateway.json()) {
            spec.commandLine().getOut().println(Shown.json(edited));
        } else {
            spec.commandLine()
                    .getErr()
                    .println("Changed key '" + Shown.text(edited, "name") + "' (" + Shown.text(edited, "id") + "): "
                            + Shown.budgets(edited));
        }
        return 0;
    }
}
