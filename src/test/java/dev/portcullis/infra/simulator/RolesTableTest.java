package dev.portcullis.infra.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.docs.GeneratedBlock;
import dev.portcullis.plan.ExampleStack;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in {@code docs/roles.md} is made from the roles' own answers. */
final class RolesTableTest {
    private static final List<String> ROLES = List.of("preview", "deploy", "readonly", "operator", "deployer");
    private static final Account ACCOUNT = Account.of(ExampleStack.identity(Map.of()));

    @Test
    void the_page_says_of_each_role_what_its_policies_say() throws IOException {
        GeneratedBlock.of("docs/roles.md", "roles").check(table());
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
