package dev.portcullis.local.bedrock;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operations that the stand-in has, by the last segment of their path. */
enum Operation {
    CONVERSE("converse"),
    CONVERSE_STREAM("converse-stream"),
    INVOKE("invoke"),
    INVOKE_STREAM("invoke-with-response-stream"),
    COUNT_TOKENS("count-tokens");

    private static final Pattern PATH = Pattern.compile("/model/([^/?]+)/([a-z-]+)");

    private final String segment;

    Operation(String segment) {
        this.segment = segment;
    }

    /** @param modelId decoded: callers write its colon plain or as {@code %3A} */
    record Call(Operation operation, String modelId) {}

    static Call of(BedrockRequest request) {
        Matcher path = PATH.matcher(request.path());
        if (!request.method().equals("POST") || !path.matches()) {
            throw AwsError.unknownOperation();
        }
        Operation operation = Arrays.stream(values())
                .filter(known -> known.segment.equals(path.group(2)))
                .findFirst()
                .orElseThrow(AwsError::unknownOperation);
        try {
            return new Call(operation, URLDecoder.decode(path.group(1), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw AwsError.unknownOperation();
        }
    }
}
