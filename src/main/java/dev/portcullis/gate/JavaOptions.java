package dev.portcullis.gate;

import java.util.List;

/**
 * How a gate's process is started, on the host, in {@code try} and in the benchmark. A heap that grows only for the
 * longest bodies (one of 24 MiB takes up to 170 MiB while it is rebuilt) and is given back after them; young objects in
 * little room; one compiler and small stacks.
 */
public final class JavaOptions {
    /** For the {@code java} command, before the class path. */
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
