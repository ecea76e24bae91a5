package dev.portcullis.cli.keys;

import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problem;
import java.util.Map;

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
            Map.entry("limits.requestsPerMinute", "--requests-per-minute"),
            Map.entry("limits.tokensPerMinute", "--tokens-per-minute"),
            Map.entry("limits.inFlight", "--in-flight"),
            Map.entry("overlapSeconds", "--overlap"),
            Map.entry("by", "--by"),
            Map.entry("since", "--since"),
            Map.entry("until", "--until"));
    /** Next steps that speak of JSON. */
    private static final Map<String, String> REMEDIES = Map.of(
            "budgets", "Add such as --day 5, or --unlimited",
            "budgets.day", "Write such as 2.5",
            "budgets.month", "Write such as 40",
            "budgets.total", "Write such as 100",
            "unlimited", "Leave out --unlimited, or the budgets");

    private static final String JSON_DOLLARS = "dollars as a text of digits and";

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
                problem.expected().replace(JSON_DOLLARS, "dollars with"),
                problem.given(),
                REMEDIES.getOrDefault(field, problem.remedy()));
    }
}
