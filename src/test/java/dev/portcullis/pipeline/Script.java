package dev.portcullis.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** One run of a script. */
final class Script {
    private Script() {}

    /** The exit code and everything that was printed. */
    static String run(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.onExit().join().exitValue() + " " + output;
    }
}
