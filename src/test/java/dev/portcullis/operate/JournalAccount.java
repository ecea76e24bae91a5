package dev.portcullis.operate;

import dev.portcullis.idlestop.MotoServer;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;

/** CloudWatch Logs as moto plays it, with what a host has sent. */
public final class JournalAccount implements AutoCloseable {
    private final CloudWatchLogsClient logs;

    public JournalAccount(MotoServer moto) {
        logs = CloudWatchLogsClient.builder()
                .endpointOverride(moto.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** The reader of the account's owner. */
    public JournalReader reader(Target target) {
        return new JournalReader(logs, target);
    }

    /** Declares the group of a stack's host, as {@code pulumi up} does. */
    public void declare(Target target) {
        logs.createLogGroup(request -> request.logGroupName(target.journalGroup()));
    }

    public void send(Target target, String unit, Instant at, String text) {
        put(target.journalGroup(), unit, at, text);
    }

    /** The function that stops the host says why. */
    public void stopped(Target target, Instant at, String text) {
        logs.createLogGroup(request -> request.logGroupName(target.idleStopGroup()));
        put(target.idleStopGroup(), "2026/11/27/[$LATEST]0", at, text);
    }

    private void put(String group, String stream, Instant at, String text) {
        try {
            logs.createLogStream(request -> request.logGroupName(group).logStreamName(stream));
        } catch (ResourceAlreadyExistsException e) {
            // It has had a line before.
        }
        logs.putLogEvents(request -> request.logGroupName(group)
                .logStreamName(stream)
                .logEvents(InputLogEvent.builder()
                        .timestamp(at.toEpochMilli())
                        .message(text)
                        .build()));
    }

    @Override
    public void close() {
        logs.close();
    }
}
