package dev.portcullis.stackfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientLinesTest {
    private static final String FILE = """
            # the head
            config:
              portcullis:hostname: llm.example.com # ours
              portcullis:clients:
                # everyday
                laptop: &usual
                  duration: 8760h # a year
                  key:
                    day: 5
                    # a note at the end
                ci:
                  duration: 2160h
                  secretVersion: 2 # after the leak
                  emergency: true

                other: *usual
              # caps
              portcullis:capDayUsd: 10
            """;

    private static ClientLines lines() {
        return ClientLines.of("Pulumi.x.yaml", FILE);
    }

    @Test
    void a_client_is_added_below_the_last_and_everything_else_stays() {
        assertThat(lines().add("nightly", List.of("duration: 1h", "key:", "  day: 2")))
                .isEqualTo(FILE.replace("    other: *usual\n", """
                                other: *usual
                                nightly:
                                  duration: 1h
                                  key:
                                    day: 2
                            """));
    }

    @Test
    void a_client_is_removed_with_the_comments_inside_it() {
        assertThat(lines().remove("laptop")).isEqualTo(FILE.replace("""
                    laptop: &usual
                      duration: 8760h # a year
                      key:
                        day: 5
                        # a note at the end
                """.indent(0), ""));
        assertThat(lines().remove("other")).isEqualTo(FILE.replace("    other: *usual\n", ""));
    }

    @Test
    void fields_are_set_removed_and_added_and_comments_beside_them_stay() {
        Map<String, Optional<String>> fields = new LinkedHashMap<>();
        fields.put("secretVersion", Optional.of("3"));
        fields.put("graceUntil", Optional.of("\"2027-01-01T00:00:00Z\""));
        fields.put("emergency", Optional.empty());

        assertThat(lines().set("ci", fields))
                .isEqualTo(FILE.replace("secretVersion: 2 #", "secretVersion: 3 #")
                        .replace("emergency: true", "graceUntil: \"2027-01-01T00:00:00Z\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config: {\"portcullis:clients\": {laptop: {duration: 1h}}}\n",
                "config:\n  portcullis:clients: {laptop: {duration: 1h}}\n",
                "config:\n  portcullis:clients:\n",
                "config:\n  a:b: 1\n",
                "config: [\n"
            })
    void another_form_is_left_to_a_person(String text) {
        assertThatThrownBy(() -> ClientLines.of("Pulumi.x.yaml", text)).hasMessageContaining("Edit the file by hand");
    }

    @Test
    void the_fields_of_an_alias_are_left_to_a_person() {
        assertThatThrownBy(() -> lines().set("other", Map.of("secretVersion", Optional.of("2"))))
                .hasMessageStartingWith("Pulumi.x.yaml: expected fields of client 'other' in lines of their own");
    }
}
