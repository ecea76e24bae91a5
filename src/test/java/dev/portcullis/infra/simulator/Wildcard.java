package dev.portcullis.infra.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Wildcards, ARNs and policy variables as IAM reads them. */
final class Wildcard {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final int ARN_PARTS = 6;

    private Wildcard() {}

    /** {@code *} stands for any text and {@code ?} for one character. */
    static boolean like(String pattern, String text) {
        if (pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0) {
            return pattern.equals(text);
        }
        StringBuilder regex = new StringBuilder();
        for (int at = 0; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }

    /** Names of actions are compared without regard to case. */
    static boolean action(String pattern, String action) {
        return like(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT));
    }

    /** Part by part: a wildcard does not reach over a colon, but in the last part, which is the resource's own. */
    static boolean arn(String pattern, String arn) {
        if (pattern.equals("*")) {
            return true;
        }
        List<String> wanted = List.of(pattern.split(":", ARN_PARTS));
        List<String> given = List.of(arn.split(":", ARN_PARTS));
        if (wanted.size() != ARN_PARTS) {
            throw new IllegalArgumentException("not an ARN: " + pattern);
        }
        if (given.size() != ARN_PARTS) {
            return false;
        }
        for (int part = 0; part < ARN_PARTS; part++) {
            if (!like(wanted.get(part), given.get(part))) {
                return false;
            }
        }
        return true;
    }

    /** The pattern with its variables filled in; empty when the request does not have one of them. */
    static Optional<String> filled(String pattern, Request request) {
        List<String> names = VARIABLE.matcher(pattern)
                .results()
                .map(result -> result.group(1))
                .toList();
        if (names.stream().anyMatch(name -> !name.equals("aws:userid"))) {
            throw new IllegalArgumentException("unknown policy variable in " + pattern);
        }
        if (names.stream().anyMatch(name -> request.values(name).isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(VARIABLE.matcher(pattern).replaceAll(result -> value(result, request)));
    }

    private static String value(MatchResult variable, Request request) {
        return Matcher.quoteReplacement(request.values(variable.group(1)).get(0));
    }
}
