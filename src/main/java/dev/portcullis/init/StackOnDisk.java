package dev.portcullis.init;

import dev.portcullis.init.text.StackText;
import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The file of a stack, replaced in one step and only while nobody else changed it. */
final class StackOnDisk {
    private static final String HEADER = """
            # yaml-language-server: $schema=docs/pulumi-stack.schema.json
            # Made by ./portcullis init. Settings left out have the defaults of Pulumi.yaml, which explains them all.
            """;

    private final Path file;
    private String seen;

    StackOnDisk(Path project, String stack) throws IOException {
        Path named = project.resolve("Pulumi." + stack + ".yaml");
        this.file = Files.exists(named) ? named.toRealPath() : named;
        this.seen = read();
    }

    StackText text() {
        return new StackText(name(), seen.isEmpty() ? HEADER : seen);
    }

    String name() {
        return String.valueOf(file.getFileName());
    }

    /**
     * Writes the text, readable for everybody as any other source.
     *
     * @throws BadInput when somebody else changed the file since it was read
     */
    void write(StackText text) throws IOException {
        if (!read().equals(seen)) {
            throw new BadInput(
                    name(),
                    "the file as it was when this began",
                    "another, which somebody changed meanwhile",
                    "Run the same command again; no answer is lost");
        }
        Path fresh = Files.createTempFile(file.getParent(), ".pulumi-stack", ".new");
        try {
            Files.writeString(fresh, text.text());
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        seen = text.text();
    }

    private String read() throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
