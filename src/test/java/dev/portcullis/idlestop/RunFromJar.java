package dev.portcullis.idlestop;

import java.time.Clock;
import java.time.Duration;

/** Runs the handler of the built jar in a JVM of its own, as if so many minutes had gone by. */
final class RunFromJar {
    private RunFromJar() {}

    public static void main(String[] args) {
        new Handler(Clock.offset(Clock.systemUTC(), Duration.parse(args[0])), pause -> {}).run();
    }
}
