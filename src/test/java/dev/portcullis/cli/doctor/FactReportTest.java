package dev.portcullis.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.doctor.Fact;
import dev.portcullis.doctor.Fact.Standing;
import dev.portcullis.doctor.FactKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

final class FactReportTest {
    private static final List<Fact> FACTS = List.of(
            new Fact(FactKind.JDK, "", Standing.HOLDS, "version 17 or later", "version 17", ""),
            new Fact(
                    FactKind.DNS_RECORD,
                    "llm.example.com",
                    Standing.FAILS,
                    "none, or the stack's own",
                    "a record that the stack did not make",
                    "Remove it in https://dash.cloudflare.com, or choose another name"),
            new Fact(FactKind.TEAM_NAME, "", Standing.NOT_ASKED, "as set", "", "the program looks it up"));

    @Test
    void a_terminal_of_60_columns_gets_lines_that_fit_and_remedies_that_can_be_copied() {
        assertThat(FactReport.text(FACTS, 60, Ansi.OFF)).isEqualTo("""
                this machine
                  ✓  JDK: version 17

                Cloudflare
                  ✗  DNS record llm.example.com: a record that the stack
                       did not make
                       expected none, or the stack's own
                       Remove it in https://dash.cloudflare.com, or choose another name
                  –  team name: not asked, as the program looks it up
                """);
    }

    @Test
    void colours_are_for_a_terminal_alone() {
        assertThat(FactReport.text(FACTS, 80, Ansi.OFF)).doesNotContain("\u001b");
        assertThat(FactReport.text(FACTS, 80, Ansi.ON)).contains("\u001b[32m✓", "\u001b[31m✗");
    }

    @Test
    void json_has_a_stable_word_for_each_row() {
        assertThat(FactReport.json(FACTS).get(1).toString())
                .isEqualTo("{\"row\":\"dns-record\",\"area\":\"Cloudflare\",\"fact\":\"DNS record llm.example.com\","
                        + "\"standing\":\"fails\",\"expected\":\"none, or the stack's own\","
                        + "\"found\":\"a record that the stack did not make\","
                        + "\"remedy\":\"Remove it in https://dash.cloudflare.com, or choose another name\"}");
    }
}
