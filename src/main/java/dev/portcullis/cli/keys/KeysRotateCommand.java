package dev.portcullis.cli.keys;

import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.input.BadInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Gives a key another secret, which goes to standard output alone. */
@Command(
        name = "rotate",
        description = "Gives a key a new secret and prints it, once. The old secret stays valid for a while.",
        footer = {
            "  ./portcullis keys rotate nightly",
            "  ./portcullis keys rotate nightly --overlap 7d",
            "  ./portcullis keys rotate nightly --overlap 0    the old one leaked"
        })
final class KeysRotateCommand extends KeyCommand {
    @Option(
            names = "--overlap",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "The time that the old secret stays valid: 0, or a number and s, m, h or d (default: 1h).")
    private String overlap = "";

    @Override
    int ask(AdminClient gateway) {
        JsonObject body = new JsonObject();
        body.addProperty("overlapSeconds", seconds(overlap));
        JsonObject rotated = gateway.post(path() + "/rotate", body);
        return showSecret(
                rotated,
                "Rotated key '" + Shown.text(rotated.getAsJsonObject("key"), "name") + "'. The old secret works for "
                        + overlap + " more; the new one is shown only now");
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
