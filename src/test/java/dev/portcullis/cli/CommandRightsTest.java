package dev.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.cli.terminal.CommandGroup;
import dev.portcullis.docs.GeneratedBlock;
import dev.portcullis.infra.simulator.Account;
import dev.portcullis.infra.simulator.Question;
import dev.portcullis.plan.ExampleStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The table of {@code docs/roles.md} that tells for each command which rights it needs, compared with the code. */
final class CommandRightsTest {
    private static final Pattern COMMAND = Pattern.compile("`([a-z -]+)`");
    /** Each has the rights of those before it. */
    private static final List<String> ROLES = List.of("readonly", "operator", "deployer");

    /** The page says in words when a command needs these, which are the deployer's. */
    private static final List<String> SAID_IN_WORDS = List.of("s3:GetObject state", "ssm:GetParameter admin-key");

    private static final Pattern TOUCHED = Pattern.compile(
            "ssm:document/portcullis-dev-(admin-forward|shell)|parameter/portcullis/dev/(admin-key)|-(state)-ACCOUNT"
                    + "|log-group:/portcullis/dev/(host)");
    private static final CommandLine ROOT = Main.commands(Path.of(""));
    private static final Map<String, Set<String>> GRANTED = granted();

    /** One command of a row. */
    private record Needed(String command, String role, String besides) {}

    static Stream<Needed> rows() {
        return block("commands")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split(" *[|] *", -1))
                .flatMap(cells ->
                        named(cells[1]).map(command -> new Needed(command, cells[2].replace("`", ""), cells[4])));
    }

    static Stream<String> withoutRights() {
        return named(block("commands-without-rights"));
    }

    @Test
    void each_command_stands_in_one_row_or_among_those_without_rights() {
        assertThat(Stream.concat(rows().map(Needed::command), withoutRights()))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(commands("", ROOT));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void the_role_of_a_row_may_make_every_call_of_its_command(Needed row) {
        Set<String> refused = missing(row, row.role());
        if (row.besides().contains("administrator")) {
            refused.removeIf(
                    action -> !Objects.requireNonNull(GRANTED.get("deployer")).contains(action));
        }

        assertThat(refused).as(row.toString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void no_lesser_role_than_that_of_a_row_would_do(Needed row) {
        assertThat(ROLES).contains(row.role());
        assertThat(ROLES.subList(0, ROLES.indexOf(row.role())))
                .allSatisfy(lesser -> assertThat(missing(row, lesser))
                        .as(lesser + " for " + row)
                        .isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("withoutRights")
    void a_command_without_rights_comes_to_no_call_of_aws(String command) {
        assertThat(ReachedActions.of(type(command))).isSubsetOf("s3:GetObject state");
    }

    @Test
    void what_the_page_says_in_words_is_the_deployers_alone() throws IOException {
        assertThat(SAID_IN_WORDS)
                .allSatisfy(action -> assertThat(ROLES.stream()
                                .filter(role -> Objects.requireNonNull(GRANTED.get(role))
                                        .contains(action)))
                        .as(action)
                        .containsExactly("deployer"));
        assertThat(Files.readString(Path.of("docs/roles.md"))).contains("`--admin-key-file`", "`pulumi stack output`");
    }

    /** The calls of a command that a role may not make. */
    private static Set<String> missing(Needed row, String role) {
        Set<String> actions = new TreeSet<>(ReachedActions.of(type(row.command())));
        SAID_IN_WORDS.forEach(actions::remove);
        actions.removeAll(Objects.requireNonNull(GRANTED.get(role)));
        return actions;
    }

    /** By role, each action of a line in the tables of capabilities and questions that the role may do there. */
    private static Map<String, Set<String>> granted() {
        Account account = Account.of(ExampleStack.identity(Map.of()));
        Stream<String[]> capabilities = Question.lines("capabilities.txt").stream();
        Stream<String[]> questions = Question.lines("questions.txt").stream()
                .filter(columns -> columns[1].equals("may"))
                .map(columns -> new String[] {columns[0], columns[2], columns[3], columns[4]});
        List<String[]> lines = Stream.concat(capabilities, questions)
                .filter(columns -> !columns[1].startsWith("sts:"))
                .toList();
        return ROLES.stream()
                .collect(Collectors.toMap(
                        role -> role,
                        role -> lines.stream()
                                .filter(columns -> Question.requests(columns[1], columns[2], columns[3]).stream()
                                        .allMatch(request -> account.may(role, request)))
                                .flatMap(columns -> Stream.of(columns[1], columns[1] + touched(columns[2])))
                                .collect(Collectors.toSet())));
    }

    private static String touched(String resources) {
        Matcher found = TOUCHED.matcher(resources);
        if (!found.find()) {
            return "";
        }
        return Stream.of(1, 2, 3, 4)
                .map(found::group)
                .filter(Objects::nonNull)
                .map(word -> " " + word)
                .collect(Collectors.joining());
    }

    /** Each command that does something itself; hidden ones are other names of these. */
    private static List<String> commands(String above, CommandLine at) {
        List<String> found = new ArrayList<>();
        at.getSubcommands().forEach((name, command) -> {
            if (command.getCommandSpec().usageMessage().hidden()) {
                return;
            }
            boolean isGroup = command.getCommandSpec().userObject() instanceof CommandGroup;
            if (!isGroup) {
                found.add(above + name);
            }
            found.addAll(commands(above + name + " ", command));
        });
        return found;
    }

    private static Class<?> type(String command) {
        CommandLine found = ROOT;
        for (String word : command.split(" ", -1)) {
            found = Objects.requireNonNull(found.getSubcommands().get(word), command);
        }
        return found.getCommandSpec().userObject().getClass();
    }

    private static Stream<String> named(String text) {
        return COMMAND.matcher(text).results().map(found -> found.group(1));
    }

    private static String block(String name) {
        try {
            return GeneratedBlock.of("docs/roles.md", name).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
