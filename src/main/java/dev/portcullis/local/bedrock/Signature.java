package dev.portcullis.local.bedrock;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of a request's AWS Signature Version 4: complete, for this service, dated as the request is. */
final class Signature {
    private static final Pattern AUTHORIZATION = Pattern.compile("AWS4-HMAC-SHA256 Credential=([A-Za-z0-9]{3,128})/"
            + "([0-9]{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request, *"
            + "SignedHeaders=([a-z0-9;-]+), *Signature=([0-9a-f]{64})");
    private static final Pattern DATE = Pattern.compile("([0-9]{8})T[0-9]{6}Z");

    private Signature() {}

    /**
     * The region that the request is signed for.
     *
     * @throws AwsError as Bedrock refuses requests without a sound signature
     */
    static String region(BedrockRequest request) {
        String authorization = request.header("authorization");
        if (authorization.isEmpty()) {
            throw AwsError.unsigned("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        Matcher parts = AUTHORIZATION.matcher(authorization);
        if (!parts.matches()) {
            throw AwsError.unsigned(
                    "IncompleteSignatureException", "expected a complete AWS4-HMAC-SHA256 Authorization header");
        }
        Matcher date = DATE.matcher(request.header("x-amz-date"));
        List<String> signed = List.of(parts.group(5).split(";"));
        if (!date.matches()
                || !date.group(1).equals(parts.group(2))
                || !signed.contains("host")
                || !signed.contains("x-amz-date")) {
            throw AwsError.unsigned(
                    "IncompleteSignatureException", "expected host and x-amz-date to be signed, on the scope's day");
        }
        if (!parts.group(4).equals("bedrock")) {
            throw AwsError.unsigned(
                    "InvalidSignatureException",
                    "Credential should be scoped to correct service: 'bedrock', got '" + parts.group(4) + "'");
        }
        return parts.group(3);
    }
}
