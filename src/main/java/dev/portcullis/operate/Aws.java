package dev.portcullis.operate;

import dev.portcullis.input.BadInput;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * The account that the caller's own credentials reach. A refusal of AWS is reported with the action and the next step.
 */
public record Aws(Ec2Client ec2, SsmClient ssm, CloudWatchClient cloudWatch) implements AutoCloseable {
    private static final String GET_CREDENTIALS =
            "Sign in, then: eval \"$(aws configure export-credentials --profile PROFILE --format env)\"";

    /** Credentials and, for tests, an endpoint come from where the SDK looks for them. */
    public static Aws in(String region) {
        Region known = Region.of(region);
        return new Aws(
                Ec2Client.builder()
                        .region(known)
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                SsmClient.builder()
                        .region(known)
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                CloudWatchClient.builder()
                        .region(known)
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build());
    }

    @Override
    public void close() {
        ec2.close();
        ssm.close();
        cloudWatch.close();
    }

    /**
     * One call.
     *
     * @param action as IAM names it
     * @throws BadInput when the caller's credentials or rights do not do
     */
    static <T> T call(String action, Supplier<T> call) {
        return call(action, "operator", call);
    }

    /**
     * One call that takes more than the role operator.
     *
     * @param role the narrowest of the project's roles that may do it
     * @throws BadInput when the caller's credentials or rights do not do
     */
    public static <T> T call(String action, String role, Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            throw refused(action, role, e);
        } catch (SdkClientException e) {
            if (String.valueOf(e.getMessage()).contains("Unable to load credentials")) {
                throw new BadInput("AWS", "credentials of the role " + role, "none", GET_CREDENTIALS);
            }
            throw new IllegalStateException("AWS: expected an answer to " + action + ", got " + e.getMessage(), e);
        }
    }

    private static RuntimeException refused(String action, String role, AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "status " + e.statusCode() : details.errorCode();
        return switch (code) {
            case "UnauthorizedOperation", "AccessDenied", "AccessDeniedException", "status 403" ->
                new BadInput(
                        "AWS",
                        "the right to " + action,
                        "'" + code + "'",
                        "Use the role " + role + ", which has it for the gateway's own parts");
            case "AuthFailure",
                    "ExpiredToken",
                    "ExpiredTokenException",
                    "InvalidClientTokenId",
                    "RequestExpired",
                    "SignatureDoesNotMatch",
                    "status 401",
                    "UnrecognizedClientException" ->
                new BadInput("AWS", "credentials that are valid", "'" + code + "'", GET_CREDENTIALS);
            default -> new IllegalStateException("AWS: expected an answer to " + action + ", got " + code, e);
        };
    }
}
