package dev.portcullis.local.process;

import java.nio.file.Path;
import java.util.List;

/** A process did not come up. The message is ready to print: the reason, the last lines of the log and where it is. */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final transient Path log;

    StartFailure(String name, String given, List<String> lastLines, Path log) {
        this(
                name + ": expected it to be ready, got " + given + "\n"
                        + String.join(
                                "",
                                lastLines.stream()
                                        .map(line -> "    " + line + "\n")
                                        .toList()),
                log);
    }

    private StartFailure(String reason, Path log) {
        super(reason + "  The whole log is " + log);
        this.reason = reason;
        this.log = log;
    }

    public Path log() {
        return log;
    }

    /** The same, when the log has been put where it outlives the process's own folder. */
    public StartFailure keptAt(Path kept) {
        return new StartFailure(reason, kept);
    }
}
