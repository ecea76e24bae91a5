package dev.portcullis.cli;

import com.google.gson.JsonObject;
import dev.portcullis.input.BadInput;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives a key another secret, which goes to standard output alone. */
@Command(
        name = "rotate",
        description = "Gives a key a new secret and prints it, once. The old one works on for a while.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the gateway is away", "2:bad input"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./portcullis keys rotate nightly",
            "  ./portcullis keys rotate nightly --overlap 7d",
            "  ./portcullis keys rotate nightly --overlap 0    the old one leaked"
        })
final class KeysRotateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Parameters(paramLabel = "KEY", description = "The key's id or name.")
    private String key = "";

    @Option(
            names = "--overlap",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "How long the old secret works on: 0, or a number and s, m, h or d (default: 1h).")
    private String overlap = "";

    @Override
    public Integer call() {
        JsonObject body = new JsonObject();
        body.addProperty("overlapSeconds", seconds(overlap));
        JsonObject rotated = gateway.connect().post(AdminClient.keyPath(key) + "/rotate", body);
        Secret.print(
                spec,
                gateway.json(),
                rotated,
                "Rotated key '" + Shown.text(rotated.getAsJsonObject("key"), "name") + "'. The old secret works for "
                        + overlap + " more; the new one is shown only now");
        return 0;
    }

    private static long seconds(String text) {
        if (!text.matches("0|[0-9]{1,7}[smhd]")) {
            throw new BadInput("--overlap", "0, or a number and s, m, h or d", "'" + text + "'", "Write such as 24h");
        }
        long number = Long.parseLong(text.replaceAll("[smhd]", ""));
        return switch (text.charAt(text.length() - 1)) {
            case 'm' -> number * 60;
            case 'h' -> number * 3_600;
            case 'd' -> number * 86_400;
            default -> number;
        };
    }
}
