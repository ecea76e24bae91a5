package dev.portcullis.local.boot.checks;

import dev.portcullis.local.boot.guest.BootFailure;
import dev.portcullis.local.boot.guest.ChildProgram;
import dev.portcullis.local.boot.guest.Look;
import dev.portcullis.local.boot.report.StartSplit;
import dev.portcullis.local.boot.report.Steps;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/** The morning of a sleeping host: stopped in order, nothing of its disk in memory, switched on again. */
final class StartCheck {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** Waiting processes for each processor; with more, the time tells of this machine's other work. */
    private static final int MOST_LOAD = 2;

    private final BootedHost host;
    private final Steps steps;
    private final HttpClient http = HttpClient.newHttpClient();
    private Instant powerOn = Instant.EPOCH;
    private double load;

    StartCheck(BootedHost host, Steps steps) {
        this.host = host;
        this.steps = steps;
    }

    Optional<String> run() throws IOException, InterruptedException {
        BigDecimal before = host.spent();
        host.guest().exchange(this::cool);
        Instant gate = answer(host.ports().callers(), "/v1/models", status -> status > 0);
        Instant imported = answer(host.ports().litellm(), "/health/readiness", status -> status == 200);
        host.callers().askUntilAnswered(Stack.LAPTOP, BootedHost.UP_AGAIN);
        StartSplit split = StartSplit.of(
                host.guest()
                        .run(
                                "journalctl",
                                "--boot",
                                "--output=json",
                                "--unit=portcullis-litellm",
                                "--unit=postgresql@*"),
                new StartSplit.Moments(powerOn, gate, imported, Instant.now()));
        split.steps().forEach(step -> steps.add(step.name(), step.took()));
        Optional<String> late = late(split.whole());
        return late.isPresent() ? late : host.keeps(before);
    }

    /** While it is off. */
    private void cool() {
        String root = host.guest().root().toString();
        ChildProgram.run("python3", "-I", "-c", Look.resource("cold.py"), root);
        load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        powerOn = Instant.now();
    }

    private Optional<String> late(Duration took) {
        if (load > MOST_LOAD * Runtime.getRuntime().availableProcessors()) {
            steps.say("not asked, since this machine is busy (load %.1f): whether that is %d s at most"
                    .formatted(load, LIMIT.toSeconds()));
            return Optional.empty();
        }
        return took.compareTo(LIMIT) <= 0
                ? Optional.empty()
                : Optional.of("the first answer came after " + took.toSeconds() + " s, expected at most "
                        + LIMIT.toSeconds());
    }

    /** The moment of the first answer with such a status. */
    private Instant answer(int port, String path, IntPredicate wanted) throws InterruptedException {
        long deadline = System.nanoTime() + BootedHost.UP_AGAIN.toNanos();
        while (System.nanoTime() < deadline) {
            if (wanted.test(status(port, path))) {
                return Instant.now();
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new BootFailure(
                "127.0.0.1:" + port + path,
                "an answer within " + BootedHost.UP_AGAIN.toSeconds() + " s",
                "none",
                "Check the guest's journal");
    }

    /** Zero without an answer. */
    private int status(int port, String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }
}
