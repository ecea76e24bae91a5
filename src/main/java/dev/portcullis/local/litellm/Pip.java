package dev.portcullis.local.litellm;

import dev.portcullis.catalogue.litellm.LiteLlmLock;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one pip process at a time that fills an environment. All its output goes to one log file. */
final class Pip implements AutoCloseable {
    private final Path environment;
    private final Path log;
    private final Thread onExit = new Thread(this::stop, "stop-pip");
    private volatile @Nullable Process running;

    Pip(Path environment, Path log) throws IOException {
        this.environment = environment;
        this.log = log;
        Files.deleteIfExists(log);
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    void makeEnvironment(Python python) throws IOException {
        PipOutput output = new PipOutput(0, (doing, done, total) -> {});
        if (run(List.of(python.executable().toString(), "-I", "-m", "venv", environment.toString()), output) != 0) {
            throw output.failure(log);
        }
    }

    /** pip compares every hash before it installs the first package. */
    void install(LiteLlmLock lock, Progress progress) throws IOException {
        PipOutput output = new PipOutput(lock.packages().size(), progress);
        List<String> command = List.of(
                environment.resolve("bin").resolve("python").toString(),
                "-I",
                "-m",
                "pip",
                "install",
                "--no-input",
                "--disable-pip-version-check",
                "--progress-bar=off",
                // Enough for a hiccup; the default makes a machine that is offline wait for a quarter of a minute.
                "--retries=2",
                "--no-deps",
                "--require-hashes",
                "--only-binary=:all:",
                "--compile",
                "--requirement",
                lock.file().toString());
        Thread counter = new Thread(() -> countInstalled(output, progress), "count-installed");
        counter.setDaemon(true);
        counter.start();
        int code = run(command, output);
        counter.interrupt();
        if (code != 0) {
            throw output.failure(log);
        }
    }

    private int run(List<String> command, PipOutput output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Somebody's constraints, targets and switches would make another installation than the lock's.
        builder.environment().keySet().removeIf(name -> name.startsWith("PYTHON") || name.equals("PIP_TARGET"));
        Process process = builder.start();
        running = process;
        process.getOutputStream().close();
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                BufferedWriter kept =
                        Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                kept.write(line);
                kept.newLine();
                output.line(line);
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InstallFailure("pip", "time to finish", "an interruption", "Try again");
        } finally {
            stop();
        }
    }

    /** pip says nothing while it unpacks; each finished package leaves a directory. */
    private void countInstalled(PipOutput output, Progress progress) {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(300);
                if (output.isInstalling()) {
                    progress.at("Installing", installed(), output.total());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int installed() {
        try (Stream<Path> files = Files.walk(environment.resolve("lib"), 3)) {
            // pip itself is one of them.
            return (int) files.filter(path -> path.toString().endsWith(".dist-info"))
                            .count()
                    - 1;
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private void stop() {
        Process process = running;
        if (process != null) {
            process.destroy();
        }
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // The machine is shutting down and the hook is running.
        }
    }
}
