package dev.portcullis.cli.terminal;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.portcullis.probe.Check;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Reports the results of the checks of {@code try}, for people and for machines. */
public final class CheckReport {
    private CheckReport() {}

    /** A line for each, with a tick and the time it took, and below a failed one what came instead. */
    public static String table(List<Check.Outcome> outcomes, Ansi ansi) {
        StringBuilder text = new StringBuilder();
        for (Check.Outcome outcome : outcomes) {
            text.append(ansi.string(outcome.passed() ? "  @|green ✓|@ " : "  @|red ✗|@ "))
                    .append(String.format("%6d ms  %s%n", outcome.took().toMillis(), outcome.name()));
            outcome.problem()
                    .ifPresent(problem ->
                            text.append("               ").append(problem).append('\n'));
        }
        long failed = outcomes.stream().filter(outcome -> !outcome.passed()).count();
        return text.append('\n')
                .append(
                        failed == 0
                                ? "All " + outcomes.size() + " checks passed"
                                : failed + " of " + outcomes.size() + " checks failed")
                .append('\n')
                .toString();
    }

    /** An array with {@code check}, {@code passed}, {@code milliseconds} and, of a failed one, {@code problem}. */
    public static String json(List<Check.Outcome> outcomes) {
        return Shown.json(array(outcomes)) + "\n";
    }

    public static JsonArray array(List<Check.Outcome> outcomes) {
        JsonArray checks = new JsonArray();
        for (Check.Outcome outcome : outcomes) {
            JsonObject item = new JsonObject();
            item.addProperty("check", outcome.name());
            item.addProperty("passed", outcome.passed());
            item.addProperty("milliseconds", outcome.took().toMillis());
            outcome.problem().ifPresent(problem -> item.addProperty("problem", problem));
            checks.add(item);
        }
        return checks;
    }
}
