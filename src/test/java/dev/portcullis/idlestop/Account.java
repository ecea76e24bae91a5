package dev.portcullis.idlestop;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** An AWS account that moto plays, through the real SDK. */
record Account(Ec2Client ec2, CloudWatchClient cloudWatch, SsmClient ssm) {
    static Account at(URI endpoint) {
        var nobody = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
        var ec2 = Ec2Client.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(nobody)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        var cloudWatch = CloudWatchClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(nobody)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        var ssm = SsmClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(nobody)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        return new Account(ec2, cloudWatch, ssm);
    }

    /** An id that moto has an image for. */
    String launch() {
        return ec2.runInstances(
                        request -> request.imageId("ami-12c6146b").minCount(1).maxCount(1))
                .instances()
                .get(0)
                .instanceId();
    }

    IdleHost look(String instance) {
        return new Ec2Host(ec2, instance).look();
    }

    /** Publishes a gate's figure for so many minutes, the same for each of them. */
    void publish(String namespace, Instant from, int minutes, double inFlight) {
        List<MetricDatum> data = IntStream.range(0, minutes)
                .mapToObj(minute -> datum(from.plusSeconds(60L * minute), inFlight))
                .toList();
        cloudWatch.putMetricData(request -> request.namespace(namespace).metricData(data));
    }

    private static MetricDatum datum(Instant minute, double value) {
        return MetricDatum.builder()
                .metricName("InFlight")
                .timestamp(minute)
                .value(value)
                .build();
    }
}
