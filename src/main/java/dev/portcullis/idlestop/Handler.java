package dev.portcullis.idlestop;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** What Lambda calls on schedule; the event is not read. One line of JSON per run, to the log and as the answer. */
public final class Handler implements RequestStreamHandler {
    private final IdleSettings settings;
    private final IdlePolicy policy;
    private final Ec2Host host;
    private final GateMetrics metrics;
    private final Clock clock;

    /** For Lambda. */
    public Handler() {
        this(Clock.systemUTC());
    }

    /** Region, credentials and endpoint come from where the SDK looks for them. */
    Handler(Clock clock) {
        this(
                IdleSettings.of(System.getenv()),
                Ec2Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                CloudWatchClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                clock);
    }

    Handler(IdleSettings settings, Ec2Client ec2, CloudWatchClient cloudWatch, Clock clock) {
        this.settings = settings;
        this.policy = new IdlePolicy(settings.idleStopAfter());
        this.host = new Ec2Host(ec2, settings.instanceId());
        this.metrics = new GateMetrics(cloudWatch, settings.metricNamespace());
        this.clock = clock;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        answer.write(run().getBytes(StandardCharsets.UTF_8));
    }

    /** The line that was logged. An alarm is thrown after it was logged. */
    String run() {
        Verdict verdict = verdict(clock.instant());
        String line = "{\"verdict\":\"%s\",\"instance\":\"%s\",\"reason\":\"%s\"}"
                .formatted(verdict.word(), settings.instanceId(), verdict.reason());
        System.out.println(line);
        if (verdict instanceof Verdict.Alarm alarm) {
            throw new IdleAlarm(alarm);
        }
        return line;
    }

    /** The metrics are read last, so that the newest minutes are in them. */
    private Verdict verdict(Instant now) {
        Host seen = host.look();
        Verdict verdict = policy.decide(now, seen, metrics.read(policy.from(now), now));
        if (verdict instanceof Verdict.Stop && !host.stop()) {
            return new Verdict.Keep("the instance's state was being changed by somebody else");
        }
        return verdict;
    }
}
