package dev.portcullis.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.python.PythonEnvironment;
import dev.portcullis.python.PythonTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The host's scripts, tested by the files in {@code src/test/python/host} with moto for AWS and stand-ins for systemd and
 * Debian's tools. The boot test tries them on a real systemd.
 */
final class HostScriptsTest {
    private static final Path FOLDER = Path.of("src/test/python/host");

    @TestFactory
    Stream<DynamicTest> host() throws IOException {
        // They run on a host only, which is a Linux; elsewhere setarch, unshare and /proc are missing.
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")), "the host's scripts are for Linux");
        Stream<DynamicTest> tests =
                PythonTests.start(PythonEnvironment.of("moto").python(), FOLDER);
        List<DynamicTest> all = tests.toList();
        assertThat(all.stream()
                        .map(test -> test.getDisplayName().replaceFirst("\\..*", ".py"))
                        .distinct())
                .as("files with a test")
                .containsExactlyInAnyOrderElementsOf(files());
        return all.stream().onClose(tests::close);
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("test_.*\\.py"))
                    .toList();
        }
    }
}
