package dev.portcullis.local.bedrock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request of the prompt to the stand-in, written in double brackets anywhere in the last user message, as in {@code
 * [[slow 2s]]}. Other words in double brackets are text like any other.
 */
sealed interface Directive {
    Pattern FORM = Pattern.compile(
            "\\[\\[(slow|silent|throttle|fail|fail-mid-stream|tool|cut-tool|long|thinking|overflow|cannot-count"
                    + "|content-filter|guard-prompt|guard-answer|no-use-case|no-subscription)(?: +([^\\[\\]]*))?\\]\\]");
    Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})(ms|s)");
    Pattern COUNT = Pattern.compile("[1-9][0-9]{0,5}");
    Pattern TOOL_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    /** Waits before it answers at all. */
    record Slow(Duration time) implements Directive {}

    /** Starts to answer, then says nothing for a while. An answer that is not streamed is late by as much. */
    record Silent(Duration time) implements Directive {}

    /** Refuses the first attempts of this very prompt. */
    record Throttle(int attempts) implements Directive {}

    /** Refuses with a fault of its own. */
    record Fail() implements Directive {}

    /** Starts to answer, then fails. An answer that is not streamed fails at once. */
    record FailMidStream() implements Directive {}

    /** Calls a tool that the request declares. */
    record CallTool(String name) implements Directive {}

    /** Calls a tool and reaches the answer's bound in the middle of its arguments. */
    record CutTool(String name) implements Directive {}

    /** Thinks before it answers, and signs what it thought. */
    record Think() implements Directive {}

    /** Refuses the prompt as too long, whatever its length. */
    record Overflow() implements Directive {}

    /** Refuses to count the prompt's tokens. */
    record CannotCount() implements Directive {}

    /** Breaks the answer off because a filter of content forbids it. */
    record ContentFilter() implements Directive {}

    /** Makes the guardrail of the call, where it names one, block the prompt or the answer. */
    record Guarded(AppliedGuardrail.Finding finding) implements Directive {}

    /** Refuses as for an account that has not filled in Anthropic's form. */
    record NoUseCase() implements Directive {}

    /** Refuses as for an account that has not subscribed to the model, to a role that may not subscribe. */
    record NoSubscription() implements Directive {}

    /** Answers with so many words, less where the request allows fewer. */
    record LongAnswer(int words) implements Directive {}

    /** The directives in the order of the text. */
    static List<Directive> in(String text) {
        List<Directive> directives = new ArrayList<>();
        Matcher found = FORM.matcher(text);
        while (found.find()) {
            directives.add(of(
                    found.group(1), found.group(2) == null ? "" : found.group(2).strip()));
        }
        return directives;
    }

    /** The text as it would have been without them. */
    static String strip(String text) {
        return FORM.matcher(text).replaceAll("").strip();
    }

    private static Directive of(String word, String value) {
        return switch (word) {
            case "slow" -> new Slow(duration(word, value));
            case "silent" -> new Silent(duration(word, value));
            case "throttle" -> new Throttle(count(word, value));
            case "tool" -> new CallTool(matching(TOOL_NAME, word, value, "a tool's name"));
            case "cut-tool" -> new CutTool(matching(TOOL_NAME, word, value, "a tool's name"));
            case "thinking" -> without(word, value, new Think());
            case "overflow" -> without(word, value, new Overflow());
            case "cannot-count" -> without(word, value, new CannotCount());
            case "content-filter" -> without(word, value, new ContentFilter());
            case "guard-prompt" -> without(word, value, new Guarded(AppliedGuardrail.Finding.PROMPT));
            case "guard-answer" -> without(word, value, new Guarded(AppliedGuardrail.Finding.ANSWER));
            case "no-use-case" -> without(word, value, new NoUseCase());
            case "no-subscription" -> without(word, value, new NoSubscription());
            case "long" -> new LongAnswer(count(word, value));
            case "fail" -> without(word, value, new Fail());
            default -> without(word, value, new FailMidStream());
        };
    }

    private static Duration duration(String word, String value) {
        Matcher parts = DURATION.matcher(matching(DURATION, word, value, "a time such as 2s or 500ms"));
        if (!parts.matches()) {
            throw new IllegalStateException("matched a moment ago: " + value);
        }
        long number = Long.parseLong(parts.group(1));
        return parts.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
    }

    private static int count(String word, String value) {
        return Integer.parseInt(matching(COUNT, word, value, "a whole number from 1 to 999999"));
    }

    private static Directive without(String word, String value, Directive directive) {
        if (!value.isEmpty()) {
            throw refused(word, value, "nothing after the word");
        }
        return directive;
    }

    private static String matching(Pattern form, String word, String value, String expected) {
        if (!form.matcher(value).matches()) {
            throw refused(word, value, expected);
        }
        return value;
    }

    private static AwsError refused(String word, String value, String expected) {
        return AwsError.validation("[[" + word + "]]: expected " + expected + ", got '" + value + "'");
    }
}
