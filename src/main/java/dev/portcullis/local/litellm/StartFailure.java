package dev.portcullis.local.litellm;

import java.nio.file.Path;
import java.util.List;

/** LiteLLM did not come up. The message is ready to print: the reason, the last lines of the log and where it is. */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailure(String given, List<String> lastLines, Path log) {
        super("litellm: expected it to be ready, got " + given + "\n"
                + String.join(
                        "", lastLines.stream().map(line -> "    " + line + "\n").toList())
                + "  The whole log is " + log);
    }
}
