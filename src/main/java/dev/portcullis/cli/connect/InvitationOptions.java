package dev.portcullis.cli.connect;

import dev.portcullis.cli.connect.CallerOptions.CallerAt;
import dev.portcullis.cli.terminal.SecretFile;
import dev.portcullis.connect.invite.AgeFile;
import dev.portcullis.connect.invite.Invitation;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The hand-over of a client's token and key to a teammate: in a file or shown once, encrypted if a public key is given. */
final class InvitationOptions {
    @Option(
            names = "--invite",
            paramLabel = "CLIENT",
            description = "With --stack, instead of a tool: write what a teammate needs to connect as this client.")
    private @Nullable String client;

    @Option(
            names = "--to",
            paramLabel = "AGE-KEY",
            description = "With --invite: encrypt it for this public key of age (default: plain, shown once).")
    private @Nullable String recipient;

    @Mixin
    private SecretFile secretFile = new SecretFile();

    Optional<String> client() {
        return Optional.ofNullable(client);
    }

    /** @param known asked after the file's place is taken, since it may take seconds */
    void write(String name, Supplier<CallerAt> known, PrintWriter out, PrintWriter err) {
        try (SecretFile.Place place = secretFile.take()) {
            CallerAt caller = known.get();
            String text = new Invitation(
                            caller.url(),
                            name,
                            caller.credentials().token(),
                            caller.credentials().key())
                    .text();
            place.write(
                    out,
                    recipient == null ? text : AgeFile.encrypt(text, recipient).stripTrailing());
            err.println(
                    recipient == null
                            ? "Whoever has this can call as client " + name + ": hand it over by a safe way"
                            : "Only the owner of " + recipient + " can open it");
            err.println("The teammate runs: ./portcullis connect claude-code --from FILE"
                    + (recipient == null ? "" : " --identity AGE-IDENTITY"));
        }
    }
}
