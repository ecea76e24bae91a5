package dev.portcullis.local.boot.cloud;

import dev.portcullis.local.boot.guest.ChildProgram;
import dev.portcullis.local.boot.report.Steps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Stands for AWS: moto's server on loopback, in a Python environment of its own in the cache. */
final class Moto implements AutoCloseable {
    private final Process process;
    private final URI endpoint;

    private Moto(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** The interpreter that has it; installed from the lock when it is not there yet. */
    static Path python(Path lock, Path cache, Steps steps) {
        try {
            UUID hash = UUID.nameUUIDFromBytes(Files.readString(lock).getBytes(StandardCharsets.UTF_8));
            Path environment = cache.resolve("moto-" + hash);
            Path whole = environment.resolve("whole");
            Path python = environment.resolve("bin/python");
            if (!Files.exists(whole)) {
                steps.time("moto installed (once)", () -> {
                    ChildProgram.run("python3", "-m", "venv", "--clear", environment.toString());
                    ChildProgram.run(
                            python.toString(),
                            "-m",
                            "pip",
                            "install",
                            "--quiet",
                            "--require-hashes",
                            "--only-binary=:all:",
                            "--requirement",
                            lock.toString());
                });
                Files.createFile(whole);
            }
            return python;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Moto start(Path python, int port, Path log) {
        try {
            Process process = new ProcessBuilder(
                            python.toString(), "-m", "moto.server", "-H", "127.0.0.1", "-p", Integer.toString(port))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new Moto(process, URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
