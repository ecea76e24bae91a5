package dev.portcullis.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real CLI in one folder, with a state file of its own and no terminal. */
final class PulumiCli {
    private static final long LIMIT_MINUTES = 5;

    private final Path folder;
    private final Path tools;
    private final Map<String, String> environment;

    /**
     * @param folder the project's, in which every command runs
     * @param home for state and for what the CLI itself keeps; two folders may share one
     * @param more environment of every command
     */
    PulumiCli(Path folder, Path tools, Path home, Map<String, String> more) throws IOException {
        this.folder = folder;
        this.tools = tools;
        this.environment = new HashMap<>(more);
        Path state = Files.createDirectories(home.resolve("state"));
        environment.putAll(Map.of(
                "PATH", tools + ":" + Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"),
                "PULUMI_BACKEND_URL", "file://" + state,
                "PULUMI_HOME", home.resolve("home").toString(),
                "PULUMI_CONFIG_PASSPHRASE", "correct horse",
                "PULUMI_SKIP_UPDATE_CHECK", "true",
                "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION", "true",
                "JDK_JAVA_OPTIONS", "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"));
    }

    /**
     * The result of one command.
     *
     * @param output both streams in one, as a terminal shows them
     */
    record Run(int exit, String output, Duration took) {
        /** The document that a command with {@code --json} printed, without the lines around it. */
        String json() {
            return output.substring(output.indexOf("\n{\n") + 1, output.lastIndexOf("\n}") + 2);
        }

        /** The lines that name an error, for a message. A script among the inputs may have the word in it. */
        List<String> errors() {
            return output.lines()
                    .filter(line -> line.strip().startsWith("error: "))
                    .toList();
        }
    }

    /** The environment of every command, for another program that runs the CLI. */
    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** Runs {@code pulumi} without a terminal. */
    Run pulumi(String... arguments) {
        List<String> command = new ArrayList<>(List.of(tools.resolve("pulumi").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--non-interactive", "--color", "never"));
        long start = System.nanoTime();
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end:\n" + output);
            }
            Run run = new Run(process.exitValue(), output, Duration.ofNanos(System.nanoTime() - start));
            System.out.printf(
                    "%5.1f s  exit %d  pulumi %s%n",
                    run.took().toMillis() / 1000.0, run.exit(), String.join(" ", arguments));
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
