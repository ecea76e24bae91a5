package dev.portcullis.local.litellm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
    private final StringWriter written = new StringWriter();

    @Test
    void a_terminal_sees_a_bar_that_is_redrawn_and_then_cleared() {
        ProgressLine line = new ProgressLine(new PrintWriter(written), true);
        line.at("Downloading", 0, 4);
        line.at("Downloading", 2, 4);
        line.end();

        assertThat(written)
                .hasToString("\rDownloading [..............................] 0 of 4 packages"
                        + "\rDownloading [###############...............] 2 of 4 packages"
                        + "\r\u001b[K");
    }

    @Test
    void a_file_gets_one_line_for_each_stage() {
        ProgressLine line = new ProgressLine(new PrintWriter(written), false);
        line.at("Downloading", 0, 4);
        line.at("Downloading", 4, 4);
        line.at("Installing", 1, 4);
        line.end();

        assertThat(written.toString().lines()).containsExactly("Downloading 4 packages", "Installing 4 packages");
    }
}
