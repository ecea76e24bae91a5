package dev.portcullis.deployed.program;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that ends with its owner, and with all that it started itself; at Ctrl-C too. */
public final class OwnedProcess implements AutoCloseable {
    private static final long GRACE_SECONDS = 3;

    private final Process process;
    private final Thread atExit;

    private OwnedProcess(Process process) {
        this.process = process;
        this.atExit = new Thread(this::end, "end of process " + process.pid());
    }

    public static OwnedProcess start(ProcessBuilder builder) throws IOException {
        OwnedProcess owned = new OwnedProcess(builder.start());
        try {
            Runtime.getRuntime().addShutdownHook(owned.atExit);
        } catch (IllegalStateException e) {
            // The program is on its way out already.
            owned.end();
        }
        return owned;
    }

    public Process process() {
        return process;
    }

    /** Asks the process and those below it to end, and makes them end when they have not after three seconds. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The hook is what runs just now.
        }
    }

    private void end() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        try {
            CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .completeOnTimeout(null, GRACE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } finally {
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
