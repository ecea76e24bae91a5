package dev.portcullis.infra.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bench.Readme;
import dev.portcullis.plan.ExampleStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * README's table "What each role may do" is made here, from answers and not by hand: {@code -Droles.readme=true} puts
 * it there.
 */
final class RolesTableTest {
    private static final Path README = Path.of("README.md");
    private static final String SECTION = "roles";
    private static final List<String> ROLES = List.of("preview", "deploy", "readonly", "operator", "deployer");
    private static final Account ACCOUNT = Account.of(ExampleStack.identity(Map.of()));

    @Test
    void the_readme_says_of_each_role_what_its_policies_say() throws IOException {
        if (Boolean.getBoolean("roles.readme")) {
            Readme.renew(README, SECTION, table());
        }

        assertThat(Readme.section(README, SECTION)).isEqualTo(table());
    }

    private static String table() {
        Map<String, Map<String, Set<Boolean>>> answers = new LinkedHashMap<>();
        for (String[] columns : Question.lines("capabilities.txt")) {
            for (String role : ROLES) {
                boolean may = Question.requests(columns[1], columns[2].replace("{role}", role), columns[3]).stream()
                        .allMatch(request -> ACCOUNT.may(role, request));
                answers.computeIfAbsent(columns[0], what -> new LinkedHashMap<>())
                        .computeIfAbsent(role, asked -> new TreeSet<>())
                        .add(may);
            }
        }
        StringBuilder table = new StringBuilder("| | " + String.join(" | ", ROLES) + " |\n|---|"
                + ROLES.stream().map(role -> ":-:|").collect(Collectors.joining()) + "\n");
        answers.forEach((what, byRole) -> table.append("| ")
                .append(what)
                .append(" | ")
                .append(ROLES.stream()
                        .map(role -> cell(what, role, byRole.getOrDefault(role, Set.of())))
                        .collect(Collectors.joining(" | ")))
                .append(" |\n"));
        return table.toString();
    }

    /** A line whose calls are answered differently would say something that is not so. */
    private static String cell(String what, String role, Set<Boolean> answers) {
        assertThat(answers).as("%s: %s", role, what).hasSize(1);
        return answers.contains(true) ? "yes" : "–";
    }
}
