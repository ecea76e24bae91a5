package dev.portcullis.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a virtual key; its secret goes to standard output alone, so that it can be piped. */
@Command(
        name = "create",
        description = "Makes a virtual key and prints its secret, once. Everything else goes to standard error.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the gateway is away", "2:bad input"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portcullis keys create nightly --client ci --day 2.5",
            "  ./portcullis keys create nightly --client ci --month 40 --model 'claude-*' --requests-per-minute 60",
            "  ./portcullis keys create nightly --client ci --day 2.5 > nightly.key"
        })
final class KeysCreateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private TermOptions terms = new TermOptions();

    @Parameters(paramLabel = "NAME", description = "What people call it.")
    private String name = "";

    @Override
    public Integer call() {
        JsonObject body = new JsonObject();
        body.addProperty("name", name);
        terms.fields().entrySet().forEach(field -> body.add(field.getKey(), field.getValue()));
        JsonObject created = gateway.connect().post("/admin/keys", body);
        JsonObject key = created.getAsJsonObject("key");
        Secret.print(
                spec,
                gateway.json(),
                created,
                "Created key '" + Shown.text(key, "name") + "' (" + Shown.text(key, "id") + ") of client "
                        + Shown.text(key, "client") + ", " + Shown.budgets(key)
                        + ". Its secret is shown only now");
        return 0;
    }
}
