package dev.portcullis.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.python.PythonEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The host's scripts, tried by {@code host_test.py} with moto for AWS and stand-ins for systemd and Debian's tools. On
 * a real systemd they are tried by the boot test.
 */
final class HostScriptsTest {
    @Test
    // One process for all of them, after an installation on a new machine.
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void every_test_of_the_scripts_passes() throws IOException {
        // They run on a host only, which is a Linux; elsewhere setarch, unshare and /proc are missing.
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")), "the host's scripts are for Linux");
        ProcessBuilder builder = new ProcessBuilder(
                        PythonEnvironment.of("moto").python(), "-u", "src/test/python/host_test.py")
                .redirectErrorStream(true);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.onExit().join().exitValue()).as(output).isZero();
        // Some of them need a right that some machines keep for root, and say so where they are skipped.
        assertThat(output).contains("Ran 52 tests").containsPattern("\nOK( \\(skipped=\\d+\\))?\n");
    }
}
