package dev.portcullis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a page that is made from code or tables: it stands between two comments with its name.
 * {@code -Ddocs.write=true} has {@link #check} write it instead of comparing.
 */
public record GeneratedBlock(Path page, String name) {
    public static GeneratedBlock of(String page, String name) {
        return new GeneratedBlock(Path.of(page), name);
    }

    /** Fails where the page has another text. */
    public void check(String made) throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            write(made);
        }
        assertThat(read())
                .as("%s, block '%s'; this test with -Ddocs.write=true writes it", page, name)
                .isEqualTo(made);
    }

    /** The text that is there. */
    public String read() throws IOException {
        String text = Files.readString(page);
        return text.substring(from(text), to(text));
    }

    /** Puts a text into the place of the one before. */
    public void write(String made) throws IOException {
        String text = Files.readString(page);
        Files.writeString(page, text.substring(0, from(text)) + made + text.substring(to(text)));
    }

    private int from(String text) {
        return after(text, "<!-- " + name + " -->\n", 0);
    }

    private int to(String text) {
        String end = "<!-- /" + name + " -->";
        return after(text, end, from(text)) - end.length();
    }

    private int after(String text, String mark, int from) {
        int at = text.indexOf(mark, from);
        if (at < 0) {
            throw new IllegalStateException(page + ": the mark " + mark.strip() + " is missing");
        }
        return at + mark.length();
    }
}
