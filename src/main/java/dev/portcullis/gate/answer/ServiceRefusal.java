package dev.portcullis.gate.answer;

import dev.portcullis.policy.ApiShape;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a model service refused a request, without a word of LiteLLM's. Bedrock's own sentence goes on; a context that is
 * full is told in the words by which the vendors' clients know it, so that they shorten their history.
 *
 * @param code {@code context_length_exceeded} or {@code upstream_refused}
 */
public record ServiceRefusal(String code, String message) {
    public static final String FULL = "context_length_exceeded";

    private static final String REFUSED = "upstream_refused";
    private static final String NO_REASON = "The model service refused the request";
    private static final int LONGEST = 500;
    private static final Pattern FOREIGN = Pattern.compile(
            "litellm|bedrockexception|model.?group|traceback|site-packages|\\bFile \"|\\barn:|fallback|"
                    + "(?:us|eu|apac|jp|au|global)\\.[a-z0-9]+\\.[a-z0-9-]+",
            Pattern.CASE_INSENSITIVE);
    /** The sentences of InvokeModel, Converse and the vendors' own services. */
    private static final Pattern TOO_LONG = Pattern.compile(
            "(?:prompt|input) is too long|exceeds? (?:the )?context|context (?:window|length|limit)|maximum context"
                    + "|too many input tokens|ContextWindowExceeded",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern COUNTS = Pattern.compile("(\\d{3,12}) tokens > (\\d{3,12})");

    /**
     * Reads a refusal from the text of an error: a full context is told apart from every other one.
     *
     * @param text the text of an error of LiteLLM's
     * @param prompt tokens at most, for when the service does not say how many there are
     * @param context tokens that the model takes
     */
    public static ServiceRefusal of(ApiShape shape, String text, long prompt, long context) {
        String inner = VendorMessage.in(text).orElse("");
        if (TOO_LONG.matcher(text).find()) {
            Matcher counts = COUNTS.matcher(text);
            boolean told = counts.find();
            long tokens = told ? Long.parseLong(counts.group(1)) : Math.max(prompt, context + 1);
            long most = told ? Long.parseLong(counts.group(2)) : context;
            return new ServiceRefusal(FULL, full(shape, tokens, most));
        }
        boolean ours = !inner.isBlank() && !FOREIGN.matcher(inner).find();
        return new ServiceRefusal(REFUSED, ours ? cut(inner.strip()) : NO_REASON);
    }

    /** The gate's own, in the same words, for a prompt that nothing behind it has to look at. */
    public static ServiceRefusal tooLong(ApiShape shape, long prompt, long context) {
        return new ServiceRefusal(FULL, full(shape, prompt, context));
    }

    private static String full(ApiShape shape, long tokens, long most) {
        return ErrorBodies.isAnthropic(shape)
                ? "prompt is too long: " + tokens + " tokens > " + most + " maximum"
                : "This model's maximum context length is " + most + " tokens. However, your messages resulted in "
                        + tokens + " tokens. Please reduce the length of the messages.";
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
