package dev.portcullis.cli.host;

import dev.portcullis.operate.Status;
import dev.portcullis.operate.Wait;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Whether and how long a command waits for its effect. */
final class WaitOptions {
    @Option(names = "--no-wait", description = "Do not wait for the effect.")
    private boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "900",
            description = "The longest wait (default: 900).")
    private int seconds = 900;

    Wait choice() {
        return noWait ? Wait.NONE : new Wait(Duration.ofSeconds(Math.max(1, seconds)));
    }

    /** A line whenever something else is seen. */
    static Consumer<Status> progress(PrintWriter err) {
        String[] last = {""};
        return status -> {
            String line = "gateway " + status.stack() + ": " + status.standing().word() + " (instance "
                    + status.instanceState() + ")";
            if (!line.equals(last[0])) {
                err.println(line);
                last[0] = line;
            }
        };
    }
}
