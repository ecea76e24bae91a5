package dev.portcullis.cli.connect;

import dev.portcullis.connect.invite.AgeFile;
import dev.portcullis.connect.invite.Invitation;
import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** An invitation as it arrives: plain from a pipe, or encrypted for the person's age identity. */
final class InvitationFile {
    private static final int LARGEST = 64 * 1024;

    private InvitationFile() {}

    /**
     * Reads it, and opens it if it is encrypted.
     *
     * @param name the name of the file, or {@code -} for standard input
     */
    static Invitation read(String name, Optional<Path> identity) {
        String where = name.equals("-") ? "standard input" : "'" + name + "'";
        String text = name.equals("-") ? whole("--from", where, Optional.empty()) : file("--from", Path.of(name));
        if (!AgeFile.isOne(text)) {
            return Invitation.parse(where, text);
        }
        Path key = identity.orElseThrow(() -> new BadInput(
                "--identity",
                "the file of age-keygen that opens " + where,
                "none",
                "Add --identity FILE; for an SSH key: age -d -i KEY FILE | ./portcullis connect TOOL --from -"));
        return Invitation.parse(where, AgeFile.decrypt(where, text, file("--identity", key)));
    }

    private static String file(String option, Path path) {
        return whole(option, "'" + path + "'", Optional.of(path));
    }

    private static String whole(String option, String where, Optional<Path> path) {
        try (InputStream in = path.isPresent() ? Files.newInputStream(path.get()) : System.in) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new BadInput(option, "at most 64 KiB", "more in " + where, "Name another file");
            }
            return new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new BadInput(
                    option,
                    "a readable file",
                    where + ": " + e.getClass().getSimpleName(),
                    "Check its name and its permissions");
        }
    }
}
