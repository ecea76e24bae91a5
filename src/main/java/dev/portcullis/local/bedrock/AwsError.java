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
