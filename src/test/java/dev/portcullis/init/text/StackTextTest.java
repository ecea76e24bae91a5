package dev.portcullis.init.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.input.BadInput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StackTextTest {
    private static final String FILE = """
            # Mine.
            config:
              aws:region:   eu-west-1 # where
              portcullis:clients:
                laptop: &life
                  duration: 8760h   # a year
                  key: {day: 5}
                ci: *life
              portcullis:alertEmail: "ä😀@example.com"   # mine

              # the end
            encryptionsalt: v1:abc
            """;

    @Test
    void a_changed_value_leaves_every_other_byte() {
        assertThat(with(FILE, "eu-central-1", "config", "aws:region"))
                .isEqualTo(FILE.replace("eu-west-1", "eu-central-1"));
    }

    @Test
    void a_value_behind_letters_outside_of_ascii_is_found() {
        assertThat(with(FILE, "b@example.com", "config", "portcullis:alertEmail"))
                .isEqualTo(FILE.replace("\"ä😀@example.com\"", "b@example.com"));
        assertThat(with(FILE, "v1:def", "encryptionsalt")).isEqualTo(FILE.replace("abc", "def"));
    }

    @Test
    void a_new_value_stands_behind_the_last_of_its_mapping_with_its_comment() {
        assertThat(new StackText("f", FILE)
                        .with(List.of("config", "portcullis:capDayUsd"), "10", "Dollars.\nA day.")
                        .text())
                .isEqualTo(FILE.replace("# mine\n", "# mine\n  # Dollars.\n  # A day.\n  portcullis:capDayUsd: 10\n"));
    }

    @Test
    void a_mapping_that_ends_with_an_alias_grows_behind_it() {
        assertThat(with(FILE, "duration: 24h\nkey:\n  day: 1", "config", "portcullis:clients", "new"))
                .isEqualTo(FILE.replace(
                        "ci: *life\n", "ci: *life\n    new:\n      duration: 24h\n      key:\n        day: 1\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"laptop", "ci"})
    void a_value_that_an_anchor_shares_is_left_to_a_person(String client) {
        assertThatThrownBy(() -> with(FILE, "1h", "config", "portcullis:clients", client, "duration"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("f config.portcullis:clients." + client + ".duration")
                .hasMessageContaining("by hand");
    }

    @Test
    void a_mapping_in_braces_is_left_to_a_person() {
        assertThatThrownBy(() -> with("config:\n  a: {b: 1}\n", "2", "config", "a", "c"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("by hand to: 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config: {}\nz: 1\n", "config:\nz: 1\n", "z: 1\n", "z: 1", "# only a comment\n", ""})
    void a_file_without_settings_gets_its_first(String file) {
        String made = with(file, "1", "config", "a:b");

        assertThat(made.lines()).containsSequence("config:", "  a:b: 1");
        assertThat(LineDiff.of(file, made))
                .filteredOn(line -> line.startsWith("-"))
                .hasSizeLessThan(2);
        assertThat(with(made, "2", "config", "a:b")).isEqualTo(made.replace("a:b: 1", "a:b: 2"));
    }

    @Test
    void lists_blocks_and_empty_values_at_the_end_are_no_obstacle() {
        assertThat(with("config:\n  a:\n    - 1\n    - 2 # two\nz: 1\n", "1", "config", "b"))
                .isEqualTo("config:\n  a:\n    - 1\n    - 2 # two\n  b: 1\nz: 1\n");
        assertThat(with("config:\n  a: |\n    text\n    more\nz: 1\n", "1", "config", "b"))
                .isEqualTo("config:\n  a: |\n    text\n    more\n  b: 1\nz: 1\n");
        assertThat(with("config:\n  a:\nz: 1\n", "1", "config", "b")).isEqualTo("config:\n  a:\n  b: 1\nz: 1\n");
        assertThat(with("config:\n  a:\nz: 1\n", "1", "config", "a")).isEqualTo("config:\n  a: 1\nz: 1\n");
    }

    @Test
    void the_difference_names_removed_and_added_lines() {
        assertThat(LineDiff.of("a\nb\nc\n", "a\nB\nc\nd\n")).containsExactly("- b", "+ B", "+ d");
    }

    private static String with(String file, String value, String... path) {
        return new StackText("f", file).with(List.of(path), value, "").text();
    }
}
