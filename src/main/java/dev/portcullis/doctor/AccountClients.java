package dev.portcullis.doctor;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The account that the caller's own credentials reach, with one client for each service and region that is asked. */
final class AccountClients implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<String, SdkClient> made = new ConcurrentHashMap<>();
    private final AwsCredentialsProvider credentials;
    private final Optional<URI> endpoint;
    private final Optional<URI> models;
    private final Optional<URI> budgets;

    /**
     * With other places than AWS's own.
     *
     * @param endpoint the address of every service but those that follow
     * @param models the address of Bedrock and of the quotas
     * @param budgets the address of the budgets; as the rest when empty
     */
    AccountClients(
            AwsCredentialsProvider credentials, Optional<URI> endpoint, Optional<URI> models, Optional<URI> budgets) {
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.models = models;
        this.budgets = budgets.or(() -> endpoint);
    }

    /** Credentials come from where the SDK looks for them. */
    static AccountClients ofThisMachine() {
        return new AccountClients(
                DefaultCredentialsProvider.builder().build(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    AwsCredentialsProvider credentials() {
        return credentials;
    }

    StsClient sts(String region) {
        return client(StsClient.class, StsClient::builder, region, endpoint);
    }

    Ec2Client ec2(String region) {
        return client(Ec2Client.class, Ec2Client::builder, region, endpoint);
    }

    SnsClient sns(String region) {
        return client(SnsClient.class, SnsClient::builder, region, endpoint);
    }

    S3Client s3(String region) {
        return client(S3Client.class, () -> S3Client.builder().forcePathStyle(endpoint.isPresent()), region, endpoint);
    }

    IamClient iam() {
        return client(IamClient.class, IamClient::builder, Region.AWS_GLOBAL.id(), endpoint);
    }

    SsmClient ssm(String region) {
        return client(SsmClient.class, SsmClient::builder, region, endpoint);
    }

    CloudWatchClient cloudWatch(String region) {
        return client(CloudWatchClient.class, CloudWatchClient::builder, region, endpoint);
    }

    BudgetsClient budgets() {
        return client(BudgetsClient.class, BudgetsClient::builder, Region.AWS_GLOBAL.id(), budgets);
    }

    BedrockClient bedrock(String region) {
        return client(BedrockClient.class, BedrockClient::builder, region, models);
    }

    ServiceQuotasClient quotas(String region) {
        return client(ServiceQuotasClient.class, ServiceQuotasClient::builder, region, models);
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkClient> C client(
            Class<C> type, Supplier<B> builder, String region, Optional<URI> at) {
        return type.cast(made.computeIfAbsent(type.getSimpleName() + " " + region, absent -> {
            B fresh = builder.get();
            at.ifPresent(fresh::endpointOverride);
            return fresh.region(Region.of(region))
                    .credentialsProvider(credentials)
                    .httpClientBuilder(UrlConnectionHttpClient.builder()
                            .connectionTimeout(PATIENCE)
                            .socketTimeout(PATIENCE))
                    .build();
        }));
    }

    @Override
    public void close() {
        made.values().forEach(SdkClient::close);
    }
}
