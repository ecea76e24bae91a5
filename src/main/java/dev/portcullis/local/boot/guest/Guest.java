package dev.portcullis.local.boot.guest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A booted container. Shares the network of this machine and nothing else. */
public final class Guest implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(90);

    private final String name;
    private final Path root;
    private final Path log;
    private final ProcessBuilder power;
    private volatile Process nspawn;

    private Guest(String name, Path root, Path log, ProcessBuilder power) throws IOException {
        this.name = name;
        this.root = root;
        this.log = log;
        this.power = power;
        this.nspawn = power.start();
    }

    /**
     * Power-on.
     *
     * @param log the log of its console
     * @param binds the parts of this machine that it sees, in the form of {@code --bind=}
     */
    public static Guest boot(String name, Path root, Path log, List<String> binds) {
        List<String> command = new ArrayList<>(List.of(
                "systemd-nspawn",
                "--register=no",
                "--keep-unit",
                "--machine=" + name,
                "--directory=" + root,
                "--boot",
                "--console=read-only",
                "--resolv-conf=off",
                "--timezone=off",
                "--kill-signal=SIGRTMIN+3"));
        binds.forEach(bind -> command.add("--bind=" + bind));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // A cgroup tree of its own kind, whatever this machine's is.
        builder.environment().put("SYSTEMD_NSPAWN_UNIFIED_HIERARCHY", "1");
        try {
            return new Guest(name, root, log, builder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path root() {
        return root;
    }

    /** All that its consoles have shown since the first power-on. */
    public String console() throws IOException {
        return Files.readString(log);
    }

    boolean isUp() {
        return nspawn.isAlive();
    }

    /** Runs inside, as root. */
    public ChildProgram.Result tried(String... command) {
        Optional<Long> init = init();
        if (init.isEmpty()) {
            return new ChildProgram.Result(-1, name + " is not up");
        }
        List<String> all = new ArrayList<>(Namespaces.enter(init.get()));
        all.addAll(List.of(command));
        return ChildProgram.tried(all);
    }

    /** The output of a command inside. */
    public String run(String... command) {
        ChildProgram.Result result = tried(command);
        if (result.code() != 0) {
            throw new BootFailure(
                    name,
                    "'" + command[0] + "' to succeed inside",
                    "exit code " + result.code() + ": " + result.output().strip(),
                    "Try again with --keep and look inside");
        }
        return result.output();
    }

    /** The command that opens a shell in it. */
    public String door() {
        return init().map(pid -> String.join(" ", Namespaces.enter(pid)) + " bash")
                .orElse("");
    }

    /** Blocks until it is so. */
    public void await(String what, Duration limit, BooleanSupplier so) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!so.getAsBoolean()) {
            if (!isUp()) {
                throw new BootFailure(name, what, "the guest's end", "Check the console's log");
            }
            if (System.nanoTime() > deadline) {
                throw new BootFailure(
                        name, what + " within " + limit.toSeconds() + " s", "not yet", "Check the guest's journal");
            }
            pause();
        }
    }

    /**
     * Reboots in order. The container's manager ends with it and leaves the second start to the keeper of the unit: to
     * this.
     */
    public void reboot() {
        tried("systemctl", "reboot");
        end();
        powerOn();
    }

    /** Cuts the power and restores it: every process dies at once and none is asked. */
    public void powerCut() {
        init().flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
        end();
        powerOn();
    }

    /** Stops it, has its disk exchanged, and switches it on again. */
    public void exchange(Runnable disk) {
        close();
        disk.run();
        powerOn();
    }

    /** Asks it to stop, in order, and waits. */
    @Override
    public void close() {
        nspawn.destroy();
        end();
    }

    private void powerOn() {
        try {
            nspawn = power.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end() {
        try {
            if (!nspawn.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                nspawn.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            nspawn.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Its process 1, by this machine's number. */
    private Optional<Long> init() {
        return Namespaces.init(nspawn.toHandle());
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
