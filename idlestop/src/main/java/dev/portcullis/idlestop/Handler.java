package dev.portcullis.idlestop;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * The entry point that Lambda calls on schedule; the event is not read. One line of JSON per run, to the log and as the
 * answer.
 */
public final class Handler implements RequestStreamHandler {
    /**
     * The gate tells of the first call after a quiet time within a second, and CloudWatch shows what it was told within two
     * minutes. So what began before the first look is seen by the second.
     */
    static final Duration SECOND_LOOK = Duration.ofSeconds(150);

    private final IdleSettings settings;
    private final IdlePolicy policy;
    private final Ec2Host host;
    private final ActivityMetrics metrics;
    private final Clock clock;
    private final Consumer<Duration> pause;

    /** The constructor that Lambda uses. */
    public Handler() {
        this(Clock.systemUTC(), Handler::sleep);
    }

    /** Region, credentials and endpoint come from where the SDK looks for them. */
    Handler(Clock clock, Consumer<Duration> pause) {
        this(
                IdleSettings.of(System.getenv()),
                Ec2Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                CloudWatchClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                clock,
                pause);
    }

    Handler(IdleSettings settings, Ec2Client ec2, CloudWatchClient cloudWatch, Clock clock, Consumer<Duration> pause) {
        this.settings = settings;
        this.policy = new IdlePolicy(settings.idleStopAfter(), settings.awake());
        this.host = new Ec2Host(ec2, settings.instanceId());
        this.metrics = new ActivityMetrics(cloudWatch, settings.metricNamespace());
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        answer.write(run().getBytes(StandardCharsets.UTF_8));
    }

    /** The line that was logged. An alarm is thrown after it was logged. */
    String run() {
        IdleDecision verdict = verdict();
        String line = "{\"verdict\":\"%s\",\"instance\":\"%s\",\"reason\":\"%s\"}"
                .formatted(verdict.word(), settings.instanceId(), verdict.reason());
        System.out.println(line);
        if (verdict instanceof IdleDecision.Alarm alarm) {
            throw new IdleAlarm(alarm);
        }
        return line;
    }

    private IdleDecision verdict() {
        IdleDecision first = look();
        if (!(first instanceof IdleDecision.Stop)) {
            return first;
        }
        pause.accept(SECOND_LOOK);
        IdleDecision second = look();
        if (second instanceof IdleDecision.Stop && !host.stop()) {
            return new IdleDecision.Keep("the instance's state was being changed by somebody else");
        }
        return second;
    }

    /** The metrics are read last, so that the newest minutes are in them; of an instance that is off, not at all. */
    private IdleDecision look() {
        Instant now = clock.instant();
        IdleHost seen = host.look();
        return policy.decide(now, seen, seen.running() ? metrics.read(policy.from(now), now) : List.of());
    }

    static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two looks", e);
        }
    }
}
