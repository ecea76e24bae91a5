package dev.portcullis.idlestop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Runs a handler of the built jar in a JVM of its own: the idle stop as if so much time had gone by, or the wake function. */
final class RunFromJar {
    private RunFromJar() {}

    public static void main(String[] args) {
        if (args[0].equals("wake")) {
            String time = Long.toString(Instant.now().getEpochSecond());
            String signature = new WakeSignature(args[1]).of(time);
            new WakeHandler()
                    .handle(Map.of("headers", Map.of("portcullis-time", time, "portcullis-signature", signature)));
            return;
        }
        new Handler(Clock.offset(Clock.systemUTC(), Duration.parse(args[0])), pause -> {}).run();
    }
}
