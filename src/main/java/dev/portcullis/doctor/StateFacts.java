package dev.portcullis.doctor;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** The place of Pulumi's state, and whether what lies there is encrypted. */
final class StateFacts {
    private static final String PASSPHRASE = "PULUMI_CONFIG_PASSPHRASE";

    private final AccountClients account;
    private final Map<String, String> environment;

    StateFacts(AccountClients account, Map<String, String> environment) {
        this.account = account;
        this.environment = environment;
    }

    /** @param url the back end, as {@code pulumi whoami --json} names it */
    Fact of(String url, String region) {
        if (url.startsWith("https://")) {
            return FactKind.STATE.holds("", "Pulumi Cloud, which encrypts it");
        }
        if (url.startsWith("file://")) {
            // The CLI takes an empty passphrase, and then anybody who has the file has the secrets.
            boolean isOpen = environment.containsKey(PASSPHRASE)
                    && environment.getOrDefault(PASSPHRASE, "").isEmpty();
            return FactKind.STATE.of(
                    "",
                    !isOpen,
                    isOpen ? "a local folder, with an empty passphrase" : "a local folder; its secrets are encrypted",
                    "Make a passphrase, name its file in PULUMI_CONFIG_PASSPHRASE_FILE, and run: pulumi stack"
                            + " change-secrets-provider passphrase");
        }
        if (url.startsWith("s3://")) {
            String bucket = URI.create(url.replaceFirst("\\?.*", "")).getAuthority();
            return bucket == null
                    ? FactKind.STATE.notAsked("", "the address of the state has no bucket")
                    : bucket(bucket, region);
        }
        return FactKind.STATE.notAsked(
                "", url.isEmpty() ? "there is no login" : "only S3, a folder and Pulumi Cloud are known");
    }

    private Fact bucket(String bucket, String region) {
        return AwsFacts.asked(FactKind.STATE, "", "s3:GetEncryptionConfiguration", () -> {
            try {
                return FactKind.STATE.holds(
                        "",
                        "s3://" + bucket + ", "
                                + account
                                        .s3(region)
                                        .getBucketEncryption(request -> request.bucket(bucket))
                                        .serverSideEncryptionConfiguration()
                                        .rules()
                                        .stream()
                                        .map(ServerSideEncryptionRule::applyServerSideEncryptionByDefault)
                                        .map(each -> each.sseAlgorithmAsString().toLowerCase(Locale.ROOT))
                                        .findFirst()
                                        .orElse("encrypted"));
            } catch (S3Exception e) {
                String code =
                        e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
                return switch (code) {
                    case "ServerSideEncryptionConfigurationNotFoundError" ->
                        FactKind.STATE.fails(
                                "",
                                "s3://" + bucket + ", not encrypted",
                                "aws s3api put-bucket-encryption --bucket " + bucket
                                        + " --server-side-encryption-configuration"
                                        + " '{\"Rules\":[{\"ApplyServerSideEncryptionByDefault\":{\"SSEAlgorithm\":\"aws:kms\"}}]}'");
                    case "NoSuchBucket" ->
                        FactKind.STATE.fails(
                                "",
                                "no bucket " + bucket,
                                "Deploy the identity stack, which makes it, or log in elsewhere");
                    default -> throw e;
                };
            }
        });
    }
}
