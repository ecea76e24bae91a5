package dev.portcullis.deployed;

import dev.portcullis.input.BadInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A program that is followed line by line and never cut off: at Ctrl-C the terminal tells it too, and this program waits
 * until it has ended its step and removed its lock.
 */
final class FollowedRun {
    private static final long PATIENCE_MINUTES = 10;

    private FollowedRun() {}

    static int of(List<String> command, Path folder, Map<String, String> environment, Consumer<String> lines) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            AtomicBoolean isEnding = new AtomicBoolean();
            Thread atExit = new Thread(() -> await(process, isEnding), "end of process " + process.pid());
            Runtime.getRuntime().addShutdownHook(atExit);
            try (BufferedReader output = process.inputReader()) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    lines.accept(line);
                }
            }
            int exit = process.waitFor();
            if (isEnding.get()) {
                throw new IllegalStateException("interrupted; the same command goes on where this one ended");
            }
            Runtime.getRuntime().removeShutdownHook(atExit);
            return exit;
        } catch (IOException e) {
            throw new BadInput(
                    command.get(0), "a program that starts and can be read", String.valueOf(e), "Reinstall it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted; the same command goes on where this one ended", e);
        }
    }

    private static void await(Process process, AtomicBoolean isEnding) {
        isEnding.set(true);
        try {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
