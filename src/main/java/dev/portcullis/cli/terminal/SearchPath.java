package dev.portcullis.cli.terminal;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The directories in which this machine looks for programs. */
public final class SearchPath {
    private SearchPath() {}

    public static List<Path> of(Map<String, String> environment) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList();
    }
}
