package dev.portcullis.docs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.portcullis.plan.ExampleStack;
import dev.portcullis.plan.Plan;
import dev.portcullis.plan.PlanJson;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The price and the promises in README and {@code docs/plan.md} are those of the example stack's plan. */
final class PlanPageTest {
    private static final JsonObject PLAN = PlanJson.of(Plan.of(ExampleStack.blueprint(Map.of())));
    private static final JsonObject COST = PLAN.getAsJsonObject("cost");

    @Test
    void the_readme_has_the_price_of_a_month_running_and_asleep() throws IOException {
        GeneratedBlock.of("README.md", "cost")
                .check("| running all month | asleep all month |\n|--:|--:|\n| "
                        + COST.get("monthlyRunning").getAsString() + " | "
                        + COST.get("monthlyStopped").getAsString() + " |\n");
    }

    @Test
    void the_page_has_each_line_of_the_price() throws IOException {
        GeneratedBlock.of("docs/plan.md", "price")
                .check(StreamSupport.stream(COST.getAsJsonArray("lines").spliterator(), false)
                        .map(JsonElement::getAsJsonObject)
                        .map(line -> "| " + line.get("what").getAsString() + " | "
                                + line.get("running").getAsString() + " | "
                                + line.get("stopped").getAsString() + " |\n")
                        .collect(Collectors.joining(
                                "", "| US dollars a month | running | asleep |\n|---|--:|--:|\n", "")));
    }

    @Test
    void the_page_has_each_promise() throws IOException {
        GeneratedBlock.of("docs/plan.md", "promises")
                .check(StreamSupport.stream(PLAN.getAsJsonArray("promises").spliterator(), false)
                        .map(JsonElement::getAsJsonObject)
                        .map(promise -> "- " + promise.get("promise").getAsString() + "\n")
                        .collect(Collectors.joining()));
    }
}
