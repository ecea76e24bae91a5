package dev.portcullis.cli.keys;

import com.google.gson.JsonObject;
import dev.portcullis.cli.terminal.SecretFile;
import dev.portcullis.cli.terminal.Shown;
import dev.portcullis.input.WrittenTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives a key another secret, which goes to standard output alone. */
@Command(
        name = "rotate",
        description = "Gives a key a new secret and prints it, once. The old secret stays valid for a while.",
        footer = {
            "  ./portcullis keys rotate nightly",
            "  ./portcullis keys rotate nightly --overlap 7d --out nightly-2.key",
            "  ./portcullis keys rotate nightly --overlap 0    the old one leaked"
        })
final class KeysRotateCommand extends KeyCommand {
    @Option(
            names = "--overlap",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "The time that the old secret stays valid, such as 0, 12h or 7d (default: 1h).")
    private String overlap = "";

    @Mixin
    private SecretFile secretFile = new SecretFile();

    @Override
    protected int ask(AdminClient gateway) {
        JsonObject body = new JsonObject();
        body.addProperty(
                "overlapSeconds", WrittenTime.lasting("--overlap", overlap).toSeconds());
        try (SecretFile.Place place = secretFile.take()) {
            JsonObject rotated = gateway.post(path() + "/rotate", body);
            return showSecret(
                    rotated,
                    "Rotated key '" + Shown.text(rotated.getAsJsonObject("key"), "name")
                            + "'. The old secret works for " + overlap + " more.",
                    place);
        }
    }
}
