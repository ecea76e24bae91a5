package dev.portcullis.release.pin;

import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** {@code config/components.yaml} as text, so that its comments stay where they are when a checksum is written. */
record PinFile(Path file) {
    private static final String SUM = "    sha256: ";

    /** Whole or not at all. */
    void write(String component, String architecture, String sha256) {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            int line = find(lines, SUM, find(lines, "  " + architecture + ":", find(lines, component + ":", -1)));
            lines.set(line, SUM + sha256);
            Path part = Files.createTempFile(file.toAbsolutePath().getParent(), "components", ".part");
            Files.writeString(part, String.join("\n", lines) + "\n");
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int find(List<String> lines, String beginning, int after) {
        for (int i = after + 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith(beginning)) {
                return i;
            }
        }
        throw new BadInput(
                file.toString(),
                "a line that begins with '" + beginning + "'",
                "none",
                "Indent it as it is in the repository: two spaces a level");
    }
}
