package dev.portcullis.engine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The project's folder as a user has it after {@code mvn package}: copies of what a person changes, links else. */
final class Checkout {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final List<String> LINKED =
            List.of("src", "idlestop", "config", "userdata", "pom.xml", "program.xml", "target/lib", "target/gate-lib");
    private static final List<String> COPIED = List.of("Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.identity.yaml");

    private Checkout() {}

    /** Lays it out in a folder that is there. */
    static void into(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("target"));
        for (String name : LINKED) {
            Files.createSymbolicLink(folder.resolve(name), PROJECT.resolve(name));
        }
        for (String name : COPIED) {
            Files.copy(PROJECT.resolve(name), folder.resolve(name));
        }
        try (Stream<Path> jars = Files.list(PROJECT.resolve("target"))) {
            for (Path jar :
                    jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                Files.copy(jar, folder.resolve("target").resolve(jar.getFileName()));
            }
        }
    }

    /** A new folder below target: in a temporary one of JUnit's every link would be warned of. */
    static Path folder() throws IOException {
        return Files.createTempDirectory(PROJECT.resolve("target"), "engine-");
    }

    /** Removes a folder, and of a link the link alone. */
    static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
