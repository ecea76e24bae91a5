package dev.portcullis.cli.keys;

import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.input.BadInput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Changes the terms of a key that are named, and no others. */
@Command(
        name = "edit",
        description = "Changes the named terms and no others; the value none removes a budget, a limit or the expiry.",
        footer = {
            "  ./portcullis keys edit nightly --day 5",
            "  ./portcullis keys edit nightly --day none --month 100",
            "  ./portcullis keys edit nightly --name weekly --model '*' --expires none"
        })
final class KeysEditCommand extends KeyCommand {
    @Option(names = "--client", paramLabel = "CLIENT", description = "The client whose service token the key needs.")
    private @Nullable String client;

    @Mixin
    private TermOptions terms = new TermOptions();

    @Option(names = "--name", paramLabel = "NAME", description = "A new name.")
    private @Nullable String name;

    @Override
    int ask(AdminClient gateway) {
        JsonObject body = terms.fields();
        if (client != null) {
            body.addProperty("client", client);
        }
        if (name != null) {
            body.addProperty("name", name);
        }
        if (body.isEmpty()) {
            throw new BadInput("keys edit", "something to change", "nothing", "See ./portcullis keys edit --help");
        }
        JsonObject edited = gateway.patch(path(), body);
        return report(edited, "Changed key " + named(edited) + ": " + Shown.budgets(edited));
    }
}
