package dev.portcullis.cli.connect;

import dev.portcullis.cli.Main;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The command line in a process of its own, with an environment of the test's choice. */
public final class CommandProcess {
    private CommandProcess() {}

    public record Said(int code, String out, String err) {}

    public static void main(String[] args) {
        System.exit(Main.run(
                Path.of("").toAbsolutePath(),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args));
    }

    /** Starts it from any folder. */
    public static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator)),
                CommandProcess.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    public static Process start(Map<String, String> environment, Path err, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(arguments)).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    public static Said run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path err = Files.createTempFile("portcullis-test", ".err");
        try {
            Process process = start(environment, err, arguments);
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), out, Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }
}
