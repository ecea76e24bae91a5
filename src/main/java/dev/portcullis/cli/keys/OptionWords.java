package dev.portcullis.cli.keys;

import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Puts the admin API's refusals into the words of the command line: a person typed options, and no JSON. */
final class OptionWords {
    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("client", "--client"),
            Map.entry("models", "--model"),
            Map.entry("capabilities", "--capability"),
            Map.entry("timeZone", "--time-zone"),
            Map.entry("expiresAt", "--expires"),
            Map.entry("defaultMaxTokens", "--default-max-tokens"),
            Map.entry("unlimited", "--unlimited"),
            Map.entry("budgets", "--day, --month or --total"),
            Map.entry("budgets.day", "--day"),
            Map.entry("budgets.month", "--month"),
            Map.entry("budgets.total", "--total"),
            Map.entry("limits", "--requests-per-minute, --tokens-per-minute or --in-flight"),
            Map.entry("limits.requestsPerMinute", "--requests-per-minute"),
            Map.entry("limits.tokensPerMinute", "--tokens-per-minute"),
            Map.entry("limits.inFlight", "--in-flight"),
            Map.entry("overlapSeconds", "--overlap"),
            Map.entry("reason", "--reason"),
            Map.entry("by", "--by"),
            Map.entry("since", "--since"),
            Map.entry("until", "--until"));
    /** Next steps that speak of JSON. */
    private static final Map<String, String> REMEDIES = Map.of(
            "budgets", "Add such as --day 5, or --unlimited",
            "budgets.day", "Write such as 2.5",
            "budgets.month", "Write such as 40",
            "budgets.total", "Write such as 100",
            "limits", "Add such as --in-flight 4, or leave them out for no limit",
            "unlimited", "Leave out --unlimited, or the budgets",
            "overlapSeconds", "Write for how long the old secret shall work on, such as 24h, or 0 if it leaked");

    /** Nouns of the API to those of the command line. */
    private static final Map<String, String> NOUNS = Map.of(
            "dollars as a text of digits and", "dollars with",
            "one of day, month and total", "one of --day, --month and --total");

    private static final Pattern SECONDS = Pattern.compile("a whole number from 0 to ([0-9]+)");

    private OptionWords() {}

    /** @param name how the command takes a key's name: a parameter or an option */
    static BadInput of(BadInput refused, String name) {
        return new BadInput(refused.problems().stream()
                .map(problem -> inWords(problem, name))
                .toList());
    }

    private static Problem inWords(Problem problem, String name) {
        String field = problem.where().replaceFirst("\\[[0-9]+]$", "");
        return new Problem(
                field.equals("name") ? name : OPTIONS.getOrDefault(field, problem.where()),
                field.equals("overlapSeconds") ? days(problem.expected()) : nouns(problem.expected()),
                field.equals("overlapSeconds") ? problem.given() + " seconds" : problem.given(),
                REMEDIES.getOrDefault(field, problem.remedy()));
    }

    /** @param name how the command takes a key's name */
    static String plain(String message, String name) {
        return message.replaceFirst("^name: ", name + ": ").replaceFirst("^key: ", "KEY: ");
    }

    private static String nouns(String expected) {
        String text = expected.replaceFirst(" such as \\[.*]$", "");
        for (Map.Entry<String, String> noun : NOUNS.entrySet()) {
            text = text.replace(noun.getKey(), noun.getValue());
        }
        return text;
    }

    /** The API counts an overlap in seconds, and a person writes a span. */
    private static String days(String expected) {
        return SECONDS.matcher(expected)
                .replaceAll(found -> "a time from 0 to "
                        + Duration.ofSeconds(Long.parseLong(found.group(1))).toDays() + "d");
    }
}
