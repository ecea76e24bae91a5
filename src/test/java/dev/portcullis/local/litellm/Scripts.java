package dev.portcullis.local.litellm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Executable files that stand for an interpreter. */
final class Scripts {
    private Scripts() {}

    static Path write(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }

    /** Answers what {@link Python} asks. */
    static Path python(Path file, String version, boolean makesEnvironments) throws IOException {
        return write(
                file,
                "printf '%s\\n%s\\n%s\\n' " + version + " " + (makesEnvironments ? "True" : "False") + " "
                        + file.toAbsolutePath() + "\n");
    }
}
