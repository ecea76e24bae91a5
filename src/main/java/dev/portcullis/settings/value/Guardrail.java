package dev.portcullis.settings.value;

import java.util.regex.Pattern;

/**
 * A guardrail of Amazon Bedrock in the stack's own account and region. The version is a number: a number never changes
 * its meaning, while {@code DRAFT} would change what callers may say without a deployment.
 */
public record Guardrail(String id, String version) {
    /** The service's own form of {@code GuardrailId}, 64 characters at most. */
    private static final Pattern ID = Pattern.compile("[a-z0-9]{1,64}");
    /** The service's own form of {@code GuardrailNumericalVersion}. */
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,7}");

    public Guardrail {
        checkId(id);
        checkVersion(version);
    }

    /** The same text, or {@link IllegalArgumentException}. */
    public static String checkId(String id) {
        return matching(ID, id);
    }

    /** The same text, or {@link IllegalArgumentException}. */
    public static String checkVersion(String version) {
        return matching(VERSION, version);
    }

    /** The only resource on which the model role may apply it. */
    public String arn(String region, String account) {
        return "arn:aws:bedrock:" + region + ":" + account + ":guardrail/" + id;
    }

    private static String matching(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("not of the form: " + text);
        }
        return text;
    }
}
