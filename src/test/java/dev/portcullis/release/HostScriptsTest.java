package dev.portcullis.release;

import dev.portcullis.python.PythonEnvironment;
import dev.portcullis.python.PythonTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The host's scripts, tested by the files in {@code src/test/python/host} with moto for AWS and stand-ins for systemd and
 * Debian's tools. The boot test tries them on a real systemd.
 */
final class HostScriptsTest {
    @TestFactory
    Stream<DynamicTest> host() throws IOException {
        // They run on a host only, which is a Linux; elsewhere setarch, unshare and /proc are missing.
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")), "the host's scripts are for Linux");
        return PythonTests.start(PythonEnvironment.of("moto").python(), Path.of("src/test/python/host"));
    }
}
