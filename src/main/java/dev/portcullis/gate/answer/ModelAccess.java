package dev.portcullis.gate.answer;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A step that an AWS account still lacks before a vendor's model answers in it. Bedrock says it with each call, and
 * only an administrator of the account can take it, once.
 */
public enum ModelAccess {
    /** HTTP 404, {@code ResourceNotFoundException}; Bedrock's list of error codes calls it {@code FTUFormNotFilled}. */
    USE_CASE(
            "model_use_case_missing",
            "use case details have not been submitted",
            "The gateway's AWS account has not filled in Anthropic's use-case form. Tell its operator: an administrator"
                    + " does it once, in the Bedrock console"),
    /** HTTP 403, {@code AccessDeniedException}: the first caller of the account would have to be allowed to subscribe. */
    SUBSCRIPTION(
            "model_subscription_missing",
            "aws-marketplace:Subscribe|AWS Marketplace subscription",
            "The gateway's AWS account has no AWS Marketplace subscription for this model. Tell its operator: an"
                    + " administrator makes it once, by a first call of the model");

    private final String code;
    private final Pattern words;
    private final String message;

    ModelAccess(String code, String words, String message) {
        this.code = code;
        this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
        this.message = message;
    }

    /**
     * Finds what the account lacks in the text of an error.
     *
     * @param text the text of an error, with any words of LiteLLM around it
     */
    public static Optional<ModelAccess> in(String text) {
        return Arrays.stream(values())
                .filter(lack -> lack.words.matcher(text).find())
                .findFirst();
    }

    /** The word for it in an answer's error. */
    public String code() {
        return code;
    }

    /** The sentence for a caller, who can do nothing about it but tell. */
    public String message() {
        return message;
    }
}
