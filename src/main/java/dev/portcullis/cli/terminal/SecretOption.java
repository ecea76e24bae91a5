package dev.portcullis.cli.terminal;

import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A file with one secret, named by an option: an argument would be seen by everyone. */
public final class SecretOption {
    private static final int LONGEST = 1000;

    private SecretOption() {}

    /**
     * Reads it.
     *
     * @param option the option that names the file
     * @param secret its kind, such as "a virtual key, which begins with pk-"
     * @throws BadInput without a word of the file's content
     */
    public static String read(String option, String secret, Pattern form, Path file) {
        String text;
        try {
            text = Files.size(file) > LONGEST ? "" : Files.readString(file).strip();
        } catch (IOException e) {
            throw new BadInput(
                    option,
                    "a readable file",
                    "'" + file + "': " + e.getClass().getSimpleName(),
                    "Check its name and its permissions");
        }
        if (!form.matcher(text).matches()) {
            throw new BadInput(option, "one line with " + secret, "something else", "Check '" + file + "'");
        }
        return text;
    }
}
