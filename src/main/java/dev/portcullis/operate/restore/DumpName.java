package dev.portcullis.operate.restore;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a dump is the time at which it was taken. */
public final class DumpName {
    private static final Pattern NAME =
            Pattern.compile("(?:dumps/)?([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}-[0-9]{2}-[0-9]{2}Z)(?:\\.dump)?");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss'Z'", Locale.ROOT);

    private DumpName() {}

    /** The key in the bucket, for a name with or without folder and ending. */
    public static Optional<String> key(String name) {
        Matcher found = NAME.matcher(name);
        return found.matches() ? Optional.of("dumps/" + found.group(1) + ".dump") : Optional.empty();
    }

    static Optional<Instant> time(String key) {
        Matcher found = NAME.matcher(key);
        try {
            return found.matches()
                    ? Optional.of(LocalDateTime.parse(found.group(1), TIME).toInstant(ZoneOffset.UTC))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
