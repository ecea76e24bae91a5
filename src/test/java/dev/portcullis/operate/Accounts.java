package dev.portcullis.operate;

import dev.portcullis.release.DesiredDocument;
import java.net.URI;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** A gateway's parts in an account that moto plays. */
public final class Accounts {
    private Accounts() {}

    /** With a key and its secret. */
    public static Aws at(URI endpoint, String key, String secret) {
        return at(endpoint, StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)));
    }

    static Aws at(URI endpoint, AwsCredentialsProvider credentials) {
        return new Aws(
                set(Ec2Client.builder(), endpoint, credentials)
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                set(SsmClient.builder(), endpoint, credentials)
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                set(CloudWatchClient.builder(), endpoint, credentials)
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build());
    }

    private static <B extends AwsClientBuilder<B, ?>> B set(
            B builder, URI endpoint, AwsCredentialsProvider credentials) {
        return builder.endpointOverride(endpoint).region(Region.EU_WEST_1).credentialsProvider(credentials);
    }

    /** The instance's id; of an image that moto has. */
    public static String launch(Aws aws, Target target) {
        return aws.ec2()
                .runInstances(request -> request.imageId("ami-12c6146b")
                        .minCount(1)
                        .maxCount(1)
                        .tagSpecifications(TagSpecification.builder()
                                .resourceType(ResourceType.INSTANCE)
                                .tags(tag("Name", target.host()), tag("portcullis:stack", target.stack()))
                                .build()))
                .instances()
                .get(0)
                .instanceId();
    }

    /** The host reports that it applied the desired state, at a time later than any start. */
    public static void settle(Aws aws, Target target) {
        put(aws, target.desired(), wish("b"));
        put(aws, target.applied(), applied("applied", "2100-01-01T00:00:00Z"));
    }

    /** Writes a desired state with another bundle, on which the host has not reported yet. */
    public static void deploy(Aws aws, Target target, String digit) {
        put(aws, target.desired(), wish(digit));
    }

    /** The host's report that it is now what it should be. */
    public static void report(Aws aws, Target target, Instant at) {
        String wish = aws.ssm()
                .getParameter(request -> request.name(target.desired()))
                .parameter()
                .value();
        put(
                aws,
                target.applied(),
                "{\"generation\":\"%s\",\"state\":\"applied\",\"message\":\"told\",\"serving\":\"x\",\"at\":\"%s\"}"
                        .formatted(DeployedState.parse("", wish).generation(), at));
    }

    static void put(Aws aws, String name, String value) {
        aws.ssm()
                .putParameter(request -> request.name(name)
                        .value(value)
                        .type(ParameterType.STRING)
                        .overwrite(true));
    }

    /** With a bundle whose hash is one digit, again and again. */
    static String wish(String digit) {
        return DesiredDocument.example(digit.repeat(64)).toString();
    }

    /** A report on the desired state {@code b}. */
    static String applied(String state, String at) {
        return "{\"generation\":\"%s\",\"state\":\"%s\",\"message\":\"told\",\"serving\":\"x\",\"at\":\"%s\"}"
                .formatted(DeployedState.parse("", wish("b")).generation(), state, at);
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
