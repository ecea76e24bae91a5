package dev.portcullis.release.pin;

import dev.portcullis.input.BadInput;
import dev.portcullis.release.Component;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** {@code config/components.yaml} as text, so that its comments stay where they are when a pin is written. */
public record PinFile(Path file) {
    private static final String SUM = "    sha256: ";
    private static final String ADDRESS = "    url: ";
    private static final String VERSION = "  version: ";

    /** Whole or not at all. */
    void write(String component, String architecture, String sha256) {
        List<String> lines = lines();
        lines.set(find(lines, SUM, part(lines, component, architecture)), SUM + sha256);
        keep(lines);
    }

    /** Pins another version, whole or not at all. */
    public void move(Component component) {
        List<String> lines = lines();
        lines.set(find(lines, VERSION, find(lines, component.name() + ":", -1)), VERSION + component.version());
        move(lines, component.name(), "arm64", component.arm64());
        move(lines, component.name(), "amd64", component.amd64());
        keep(lines);
    }

    private void move(List<String> lines, String component, String architecture, Component.Download download) {
        int part = part(lines, component, architecture);
        lines.set(find(lines, ADDRESS, part), ADDRESS + download.url());
        lines.set(find(lines, SUM, part), SUM + download.sha256());
    }

    private int part(List<String> lines, String component, String architecture) {
        return find(lines, "  " + architecture + ":", find(lines, component + ":", -1));
    }

    private List<String> lines() {
        try {
            return new ArrayList<>(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(List<String> lines) {
        try {
            Path part = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    "components",
                    ".part",
                    PosixFilePermissions.asFileAttribute(Files.getPosixFilePermissions(file)));
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
