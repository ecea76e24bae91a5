package dev.portcullis.local.bedrock;

/** A refusal as AWS words it: a status, a type for {@code x-amzn-errortype} and a message that says what was wrong. */
final class AwsError extends RuntimeException {
    private final int status;
    private final String type;

    private AwsError(int status, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
    }

    static AwsError validation(String message) {
        return new AwsError(400, "ValidationException", message);
    }

    static AwsError accessDenied(String message) {
        return new AwsError(403, "AccessDeniedException", message);
    }

    static AwsError unsigned(String type, String message) {
        return new AwsError(403, type, message);
    }

    /**
     * The words that accounts without the form have reported; the status is {@code FTUFormNotFilled}'s in Bedrock's
     * guide, under "Troubleshooting Amazon Bedrock API error codes".
     */
    static AwsError noUseCase() {
        return new AwsError(
                404,
                "ResourceNotFoundException",
                "Model use case details have not been submitted for this account. Fill out the Anthropic use case details"
                        + " form before using the model. If you have already filled out the form, try again in 15"
                        + " minutes.");
    }

    /** The words reported in aws-samples/sample-host-openclaw-on-amazon-bedrock-agentcore, issue 41. */
    static AwsError noSubscription() {
        return accessDenied("Model access is denied due to IAM user or service role is not authorized to perform the"
                + " required AWS Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to"
                + " enable access to this model. Refer to the Amazon Bedrock documentation for further details. Your AWS"
                + " Marketplace subscription for this model cannot be completed at this time. If you recently fixed this"
                + " issue, try again after 2 minutes.");
    }

    static AwsError unknownOperation() {
        return new AwsError(404, "UnknownOperationException", "expected an operation of the Bedrock Runtime API");
    }

    static AwsError throttled() {
        return new AwsError(429, "ThrottlingException", "Too many requests, please wait before trying again.");
    }

    static AwsError internal() {
        return new AwsError(500, "InternalServerException", "The stand-in fails because the prompt asks it to.");
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
