package dev.portcullis.gate;

import java.util.List;

/**
 * The JVM options of a gate's process, on the host, in {@code try} and in the benchmark. The heap grows only for the
 * longest bodies (one of 24 MiB takes up to 170 MiB while it is rebuilt) and shrinks after them; young objects get
 * little room; one compiler and small stacks.
 */
public final class JavaOptions {
    /** The options of the {@code java} command, before the class path. */
    public static final List<String> ALL = List.of(
            "-Xmx256m",
            "-Xmn16m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=20",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=32m",
            "-Xss512k");

    private JavaOptions() {}
}
