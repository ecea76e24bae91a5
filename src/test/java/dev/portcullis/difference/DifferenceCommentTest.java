package dev.portcullis.difference;

import static dev.portcullis.difference.Plans.resource;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DifferenceCommentTest {
    private static final String VOLUME = "aws:ebs/volume:Volume";

    @Test
    void a_comment_has_its_marker_the_figures_and_what_changes() {
        PlanDocument before = new Plans()
                .with(resource(VOLUME, "disk", "{\"size\":20}"))
                .promise("locked", true)
                .document();
        PlanDocument after = new Plans()
                .with(resource(VOLUME, "disk", "{\"size\":30}"))
                .promise("locked", false, "urn of it")
                .set("cost", "{\"monthlyRunning\":\"20.44\",\"monthlyStopped\":\"3.36\"}")
                .document();

        assertThat(DifferenceComment.of(Difference.between(before, after))).isEqualTo("""
                <!-- portcullis-plan -->
                ### Portcullis plan of stack `dev`

                0 added, 1 changed, 0 replaced, 0 removed.

                | | before | after |
                |---|---:|---:|
                | promises kept | 1 of 1 | 0 of 1 |
                | a month, running | $19.64 | $20.44 |
                | a month, stopped | $2.56 | $3.36 |

                Reported by the branch: its own code made the plan and checked its own promises. The offline plan knows \
                no state; what `up` would do, `pulumi preview` tells.

                **Promises**

                ```diff
                - locked: held -> broken
                      urn of it
                ```

                **Changed**

                ```diff
                ! disk Volume
                      size: 20 -> 30
                ```
                """);
    }

    static Stream<String> attacks() {
        return Stream.of(
                "```\n@team <img src=x> [click](https://example.com)",
                "x\n```\n# heading",
                "``````````",
                "~~~\n</details>",
                "\r\n\r\n<!-- portcullis-plan -->",
                "\u2028```\u2029",
                "\u202e```\u0007\u001b[31m",
                "| a | b |\n|---|---|",
                "$(touch /etc/x) ${{ secrets.TOKEN }}");
    }

    /** In every place that a branch can fill. */
    @ParameterizedTest
    @MethodSource("attacks")
    void nothing_of_the_branch_stands_outside_a_block_of_code(String attack) {
        String quoted = Plans.object("{}").put("x", attack).get("x").toString();
        PlanDocument before = new Plans()
                .with(resource(VOLUME, "disk", "{\"size\":20}"))
                .rule("same", "true")
                .document();
        PlanDocument after = new Plans()
                .with(resource(VOLUME, "disk", "{\"size\":" + quoted + "," + quoted + ":1}"))
                .with(resource(VOLUME, "new", "{}", "\"name\":" + quoted + ",\"urn\":" + quoted))
                .rule("same", attack)
                .rule(attack, "true")
                .promise(attack, false, attack)
                .set("warnings", "[" + quoted + "]")
                .document();
        String comment = DifferenceComment.of(Difference.between(before, after));

        assertThat(outside(comment))
                .containsExactly(
                        "<!-- portcullis-plan -->",
                        "### Portcullis plan of stack `dev`",
                        "1 added, 1 changed, 0 replaced, 0 removed.",
                        "| | before | after |",
                        "|---|---:|---:|",
                        "| promises kept | 0 of 0 | 0 of 1 |",
                        "| a month, running | $19.64 | $19.64 |",
                        "| a month, stopped | $2.56 | $2.56 |",
                        "Reported by the branch: its own code made the plan and checked its own promises. The offline"
                                + " plan knows no state; what `up` would do, `pulumi preview` tells.",
                        "**Promises**",
                        "**Changed**",
                        "**Added**",
                        "**Edge rules**",
                        "**Warnings**");
        assertThat(comment.codePoints()
                        .filter(character -> character != '\n')
                        .filter(character -> Character.getType(character) == Character.CONTROL
                                || Character.getType(character) == Character.FORMAT
                                || Character.getType(character) == Character.LINE_SEPARATOR
                                || Character.getType(character) == Character.PARAGRAPH_SEPARATOR))
                .isEmpty();
    }

    @Test
    void a_comment_stays_below_what_github_takes_and_says_what_it_left_out() {
        String[] many = IntStream.range(0, 1900)
                .mapToObj(i -> resource(VOLUME, "disk-" + i + "-" + "x".repeat(100), "{}"))
                .toArray(String[]::new);
        String comment = DifferenceComment.of(Difference.between(Plans.of(), Plans.of(many)));

        assertThat(comment).hasSizeLessThan(DifferenceComment.MOST_CHARACTERS);
        assertThat(comment.lines().reduce((one, next) -> next).orElseThrow())
                .matches(
                        "1[0-9]{3} more lines do not fit here: `\\./portcullis plan --against BASE` prints them all\\.");
        assertThat(outside(comment)).hasSize(11);
    }

    /** Lines beyond the blocks, as CommonMark reads them: a block ends at a line of its fence and nothing else. */
    private static List<String> outside(String comment) {
        boolean[] inside = {false};
        return Arrays.stream(comment.split("\\R", -1))
                .filter(line -> {
                    if (line.equals("```diff") && !inside[0]) {
                        inside[0] = true;
                        return false;
                    }
                    if (line.matches(" {0,3}`{3,}\\s*") && inside[0]) {
                        inside[0] = false;
                        return false;
                    }
                    return !inside[0] && !line.isEmpty();
                })
                .toList();
    }
}
