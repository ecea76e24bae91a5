package dev.portcullis.idlestop;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * The entry point behind the function's URL, which anyone may call: the signature decides before AWS is asked anything
 * but the secret. The body is not read. One line of JSON per run, to the log and as the answer.
 */
public final class WakeHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    static final String TIME = "portcullis-time";
    static final String SIGNATURE = "portcullis-signature";

    private final WakeSignature signature;
    private final Waking waking;
    private final Clock clock;

    /** The constructor that Lambda uses. Region, credentials and endpoint come from where the SDK looks for them. */
    public WakeHandler() {
        this(
                WakeSettings.of(System.getenv()),
                Ec2Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                CloudWatchClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                SsmClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                Clock.systemUTC(),
                Handler::sleep);
    }

    WakeHandler(
            WakeSettings settings,
            Ec2Client ec2,
            CloudWatchClient cloudWatch,
            SsmClient ssm,
            Clock clock,
            Consumer<Duration> pause) {
        // Read once: a new secret changes the function's environment too, and so starts it anew.
        this.signature = new WakeSignature(ssm.getParameter(
                        request -> request.name(settings.secretParameter()).withDecryption(true))
                .parameter()
                .value());
        this.waking = new Waking(
                new Ec2Host(ec2, settings.instanceId()),
                new StartCount(cloudWatch, settings.metricNamespace()),
                settings.wakesPerDay(),
                clock,
                pause);
        this.clock = clock;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        return handle(event);
    }

    /** @param event as a function URL sends it, in format 2.0; header names are in lower case there */
    Map<String, Object> handle(Map<String, Object> event) {
        WakeAnswer answer = answer(event.get("headers") instanceof Map<?, ?> headers ? headers : Map.of());
        System.out.println(answer.json());
        return Map.of(
                "statusCode",
                answer.status(),
                "headers",
                Map.of("content-type", "application/json", "cache-control", "no-store"),
                "body",
                answer.json());
    }

    private WakeAnswer answer(Map<?, ?> headers) {
        String time = Objects.toString(headers.get(TIME), "");
        return signature.isGood(time, Objects.toString(headers.get(SIGNATURE), ""), clock.instant())
                ? waking.wake()
                : WakeAnswer.refused(403, "the signature is missing, wrong or older than a minute");
    }
}
