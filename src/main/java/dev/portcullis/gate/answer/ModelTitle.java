package dev.portcullis.gate.answer;

import dev.portcullis.catalogue.BedrockId;
import dev.portcullis.catalogue.Model;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A model as a list shows it to people: its title, and when its vendor released it. */
public final class ModelTitle {
    private static final Pattern DATE =
            Pattern.compile("-(20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))(?![0-9])");

    private ModelTitle() {}

    /** {@code Claude Haiku 4.5} for {@code claude-haiku-4-5}. */
    public static String of(String name) {
        StringBuilder title = new StringBuilder();
        boolean number = false;
        for (String part : name.split("-", -1)) {
            boolean digit = part.matches("[0-9]{1,2}");
            if (!title.isEmpty()) {
                title.append(number && digit ? '.' : ' ');
            }
            title.append(
                    part.matches("gpt|oss|[a-z][0-9]+|[0-9]+[bk]")
                            ? part.toUpperCase(Locale.ROOT)
                            : part.isEmpty() ? "" : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
            number = digit;
        }
        return title.toString();
    }

    /** The epoch where neither the catalogue nor an id has a date, as Anthropic's reference has it for dates that are not known. */
    public static Instant since(Model model) {
        return model.released().or(() -> dateInId(model)).map(ModelTitle::start).orElse(Instant.EPOCH);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Optional<LocalDate> dateInId(Model model) {
        for (BedrockId id : model.bedrock().values()) {
            Matcher date = DATE.matcher(id.id());
            if (date.find()) {
                return Optional.of(LocalDate.parse(date.group(1), DateTimeFormatter.BASIC_ISO_DATE));
            }
        }
        return Optional.empty();
    }
}
