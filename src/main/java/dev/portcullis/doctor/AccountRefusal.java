package dev.portcullis.doctor;

import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Why AWS did not answer a question, in a few words, and what mends that.
 *
 * @param code as AWS names it; empty where it was not reached
 * @param isLackOfRight whether only the one who asks lacks a right; a denial by the organisation holds for everybody
 */
record AccountRefusal(String code, String found, String remedy, boolean isLackOfRight) {
    private static final String SIGN_IN =
            "Sign in, then: eval \"$(aws configure export-credentials --profile PROFILE --format env)\"";

    /** @param action as IAM names it */
    static AccountRefusal of(String action, SdkException e) {
        if (!(e instanceof AwsServiceException refused)) {
            String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            return message.contains("unable to load credentials") || message.contains("profile")
                    ? new AccountRefusal("", "no credentials", SIGN_IN, false)
                    : new AccountRefusal("", "AWS is not reached", "Look at this machine's network and proxy", false);
        }
        AwsErrorDetails details = refused.awsErrorDetails();
        String code =
                details == null || details.errorCode() == null ? "status " + refused.statusCode() : details.errorCode();
        return switch (code) {
            case "AuthorizationError", "UnauthorizedOperation", "AccessDenied", "AccessDeniedException", "status 403" ->
                String.valueOf(e.getMessage()).contains("service control policy")
                        ? new AccountRefusal(
                                code,
                                "a service control policy denies " + action,
                                "Ask the organisation's administrator to allow it",
                                false)
                        : new AccountRefusal(
                                code, "no right to " + action, "Use the role readonly, operator or deployer", true);
            case "ExpiredToken", "ExpiredTokenException", "RequestExpired" ->
                new AccountRefusal(code, "credentials that have expired", SIGN_IN, false);
            case "AuthFailure", "InvalidClientTokenId", "SignatureDoesNotMatch", "UnrecognizedClientException" ->
                new AccountRefusal(
                        code,
                        "credentials that AWS refuses (" + code + ")",
                        SIGN_IN + "; a region that the account has not enabled refuses them too",
                        false);
            default -> new AccountRefusal(code, code, "Try again; AWS answered " + action + " with " + code, false);
        };
    }
}
