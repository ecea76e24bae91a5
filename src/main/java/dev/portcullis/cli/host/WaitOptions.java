package dev.portcullis.cli.host;

import dev.portcullis.operate.Status;
import dev.portcullis.operate.Wait;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Whether a command stays until its wish has come true. */
final class WaitOptions {
    @Option(names = "--no-wait", description = "Ask, and do not stay until it has come true.")
    private boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "900",
            description = "Stay at most that long (default: 900).")
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
