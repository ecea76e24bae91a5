package dev.portcullis.local.litellm;

import dev.portcullis.local.process.Child;
import dev.portcullis.local.process.StartFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * A LiteLLM process on loopback, started again when it crashes after it has once been ready. {@link #close} ends it and nothing else.
 *
 * <p>Its standard output and error go to {@link #log}; its configuration and its internal key are files that only this
 * user can read.
 */
public final class LiteLlm implements AutoCloseable {
    /** A process that dies this often does not recover by itself; the count never falls. */
    static final int MAX_RESTARTS = 5;

    private final ProcessBuilder builder;
    private final Child child;
    private final URI base;
    private final LongConsumer onStart;
    private final Thread watcher = new Thread(this::watch, "watch-litellm");
    private volatile Process process;
    private volatile boolean closing;
    private volatile boolean wasReady;
    private volatile int restarts;

    private LiteLlm(ProcessBuilder builder, Child child, URI base, LongConsumer onStart) throws IOException {
        this.builder = builder;
        this.child = child;
        this.base = base;
        this.onStart = onStart;
        this.process = Child.start(builder, onStart);
        watcher.setDaemon(true);
    }

    /**
     * Returns at once; {@link #awaitReady} tells whether it came up.
     *
     * @param python the interpreter of an installation
     * @param directory for its files, made if it is not there, closed to others
     * @param internalKey the internal key that callers must present as bearer token; starts with {@code sk-}
     * @param aws see {@link AwsEnvironment}
     * @param onStart hears the number of each process, also of those that replace one that crashed
     */
    public static LiteLlm start(
            Path python,
            Path directory,
            int port,
            String config,
            String internalKey,
            Map<String, String> aws,
            LongConsumer onStart) {
        LiteLlmFiles files = new LiteLlmFiles(directory);
        URI base = URI.create("http://127.0.0.1:" + port);
        // Needs no key and makes no call to Bedrock; /health would.
        Child child = new Child("litellm", base.resolve("/health/readiness"), files.log());
        try {
            files.write(config, internalKey);
            ProcessBuilder builder = new ProcessBuilder(files.command(python, port))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()));
            builder.environment().clear();
            builder.environment().putAll(files.environment(aws));
            LiteLlm litellm = new LiteLlm(builder, child, base, onStart);
            litellm.watcher.start();
            return litellm;
        } catch (IOException e) {
            throw child.failure(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Blocks until it serves, also after a restart.
     *
     * @throws StartFailure when it is not ready within {@code limit}, or is dead for good
     */
    public void awaitReady(Duration limit) {
        child.awaitReady(limit, () -> isGivenUp() ? Optional.of("exit code " + process.exitValue()) : Optional.empty());
        wasReady = true;
    }

    /** {@code http://127.0.0.1:PORT}. */
    public URI base() {
        return base;
    }

    public Path log() {
        return child.log();
    }

    /** The id of the process that runs now; another one after a restart. */
    public long pid() {
        return process.pid();
    }

    /** The number of restarts. */
    public int restarts() {
        return restarts;
    }

    /** True once it is dead for good: it died before it was first ready, or too often. */
    public boolean isGivenUp() {
        return !process.isAlive() && !isRestarted();
    }

    private boolean isRestarted() {
        return wasReady && !closing && restarts < MAX_RESTARTS;
    }

    @Override
    public void close() {
        Process last = closed();
        watcher.interrupt();
        Child.stop(last);
    }

    /** No other process is started from here on. */
    private synchronized Process closed() {
        closing = true;
        return process;
    }

    private void watch() {
        try {
            while (true) {
                process.waitFor();
                if (!isRestarted()) {
                    return;
                }
                // The first time at once, then slower, so that a broken start does not take the machine.
                TimeUnit.MILLISECONDS.sleep(500L * restarts);
                restart();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void restart() {
        try {
            if (!closing) {
                process = Child.start(builder, onStart);
                restarts++;
            }
        } catch (IOException e) {
            // The installation is gone: nothing is left to start.
            restarts = MAX_RESTARTS;
        }
    }
}
