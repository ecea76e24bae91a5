package dev.portcullis.difference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;

final class PrintableTest {
    @Test
    void what_a_terminal_would_obey_stands_there_as_its_number() {
        assertThat(Printable.line("a\u001b[2Jb\nc\u202ed`e")).isEqualTo("a\\u{1b}[2Jb\\u{a}c\\u{202e}d\\u{60}e");
    }

    @Test
    void a_long_text_is_shown_around_the_place_where_it_differs() {
        String same = "0123456789".repeat(30);

        assertThat(Printable.change(TextNode.valueOf(same + "A" + same), TextNode.valueOf(same + "BC" + same)))
                .isEqualTo("…678901234567890123456789A012345678901234567890123…"
                        + " -> …678901234567890123456789BC012345678901234567890123…");
    }

    @Test
    void a_long_text_that_is_all_new_is_cut() {
        assertThat(Printable.change(MissingNode.getInstance(), TextNode.valueOf("x".repeat(500))))
                .isEqualTo("(none) -> \"" + "x".repeat(159) + "… (502 characters)");
    }
}
