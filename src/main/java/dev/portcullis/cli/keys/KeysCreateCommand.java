package dev.portcullis.cli.keys;

import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.SecretFile;
import dev.portcullis.cli.terminal.Shown;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a virtual key; its secret goes to a file or alone to standard output. */
@Command(
        name = "create",
        description = "Creates a virtual key and prints its secret, once. Everything else goes to standard error.",
        footer = {
            "  ./portcullis keys create nightly --client ci --day 2.5",
            "  ./portcullis keys create nightly --client ci --month 40 --model 'claude-*' --requests-per-minute 60",
            "  ./portcullis keys create nightly --client ci --day 2.5 --expires 90d --out nightly.key"
        })
final class KeysCreateCommand extends AdminCommand {
    @Option(names = "--client", paramLabel = "CLIENT", description = "The client whose service token the key needs.")
    private @Nullable String client;

    @Mixin
    private TermOptions terms = new TermOptions();

    @Mixin
    private SecretFile secretFile = new SecretFile();

    @Parameters(paramLabel = "NAME", description = "The key's name.")
    private String name = "";

    @Override
    int ask(AdminClient gateway) {
        JsonObject body = new JsonObject();
        body.addProperty("name", name);
        if (client != null) {
            body.addProperty("client", client);
        }
        terms.fields().entrySet().forEach(field -> body.add(field.getKey(), field.getValue()));
        try (SecretFile.Place place = secretFile.take()) {
            JsonObject created = gateway.post("/admin/keys", body);
            JsonObject key = created.getAsJsonObject("key");
            return showSecret(
                    created,
                    "Created key '" + Shown.text(key, "name") + "' (" + Shown.text(key, "id") + ") of client "
                            + Shown.text(key, "client") + ", " + Shown.budgets(key) + ".",
                    place);
        }
    }
}
