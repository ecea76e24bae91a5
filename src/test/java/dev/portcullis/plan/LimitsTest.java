package dev.portcullis.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.input.BadInput;
import dev.portcullis.release.Project;
import dev.portcullis.stackfile.Contract;
import dev.portcullis.stackfile.DeclaredKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Help.Ansi;

/** Four settings bound the money: two stop calls, two send a mail, and each says which of them it does. */
final class LimitsTest {
    @TempDir
    private Path folder;

    private static final Map<String, Object> CHANGES = Map.of(
            "portcullis:capDayUsd", "11",
            "portcullis:capMonthUsd", "222",
            "portcullis:defaultMaxTokens", "5555",
            "portcullis:warnModelsDayUsd", "3333",
            "portcullis:warnAccountMonthUsd", "44444");
    private static final Map<String, String> DESCRIPTIONS =
            Contract.read(ExampleStack.PROJECT.resolve("Pulumi.yaml")).stream()
                    .collect(Collectors.toMap(DeclaredKey::name, DeclaredKey::description));

    @ParameterizedTest
    @CsvSource({"capDayUsd, 11, day", "capMonthUsd, 222, month"})
    void a_cap_is_the_gates_and_no_budgets_and_says_that_it_stops_calls(String setting, String value, String period)
            throws IOException {
        assertThat(gateFile()).containsPattern("\ncaps: .*\"" + period + "\":" + value + "[,}]");
        assertThat(budgets()).doesNotContain("\"" + value + "\"");
        assertThat(DESCRIPTIONS.get(setting))
                .contains("stops calls")
                .contains("402")
                .doesNotContain("mail");
    }

    @Test
    void the_bound_of_answers_whose_callers_name_none_is_the_gates() throws IOException {
        assertThat(gateFile()).contains("defaultMaxTokens: 5555\n");
    }

    @ParameterizedTest
    @CsvSource({"warnModelsDayUsd, 3333, 2", "warnAccountMonthUsd, 44444, 1"})
    void a_warning_is_a_budget_and_not_the_gates_and_says_that_it_stops_nothing(
            String setting, String value, int budgets) throws IOException {
        assertThat(budgets().split("\"limitAmount\":\"" + value + "\"", -1)).hasSize(budgets + 1);
        assertThat(gateFile()).doesNotContain(value);
        assertThat(DESCRIPTIONS.get(setting)).contains("mail").contains("stops nothing");
    }

    @Test
    void the_plan_shows_all_four_together() {
        String text = new PlanText(Plan.of(ExampleStack.blueprint(CHANGES)), Ansi.OFF).render();

        assertThat(text)
                .contains(String.join(
                        System.lineSeparator(),
                        "Limits in US dollars",
                        "  stop calls: 11 a day, 222 a month of model calls (capDayUsd, capMonthUsd)",
                        "  send a mail: 3333 a day of model calls, 44444 a month of the whole account"
                                + " (warnModelsDayUsd, warnAccountMonthUsd)",
                        "  take the models away, hours late: 9999 a day of model calls, as AWS bills them"
                                + " (breakerUsd)",
                        ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dailyModelBudgetUsd | capDayUsd, which stops calls, and warnModelsDayUsd, which sends a mail",
                "monthlyBudgetUsd | capMonthUsd, which stops calls, and warnAccountMonthUsd, which sends a mail",
            })
    void an_old_name_is_refused_with_the_two_that_took_its_place(String old, String names) {
        assertThatThrownBy(() -> ExampleStack.blueprint(Map.of("portcullis:" + old, "10")))
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "portcullis:" + old + ": expected a known key, got '" + old + "'\n  Write instead: " + names);
    }

    private String gateFile() throws IOException {
        return Objects.requireNonNull(
                Project.texts(Project.bundle(ExampleStack.PROJECT, CHANGES).writeBelow(folder))
                        .get("gate/gate.yaml"));
    }

    private static String budgets() {
        return ExampleStack.record(CHANGES)
                .ofType("aws:budgets/budget:Budget")
                .map(budget -> budget.inputs().toString())
                .collect(Collectors.joining());
    }
}
