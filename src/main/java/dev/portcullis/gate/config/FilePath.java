package dev.portcullis.gate.config;

import dev.portcullis.input.YamlMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The path of another file that the gate's file names; it starts at the folder of the gate's file. */
final class FilePath {
    private FilePath() {}

    /** Empty when the key is missing or no such file exists; that is a problem then. */
    static Optional<Path> existing(YamlMap file, String key, Path folder) {
        return file.value(key, "the path of a file that exists", text -> {
            Path path = folder.resolve(text);
            if (!Files.isRegularFile(path)) {
                throw new IllegalArgumentException("no such file: " + text);
            }
            return path;
        });
    }
}
