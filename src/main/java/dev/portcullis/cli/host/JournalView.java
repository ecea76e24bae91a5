package dev.portcullis.cli.host;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import dev.portcullis.operate.JournalLine;
import java.util.stream.Collectors;

/** A line of the journal as text for people, or as one line of JSON. */
final class JournalView {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private JournalView() {}

    static String text(JournalLine line) {
        return String.format("%s %-11s %s", line.at(), line.unit(), shown(line.text()));
    }

    static String json(JournalLine line) {
        JsonObject json = new JsonObject();
        json.addProperty("time", line.at().toString());
        json.addProperty("unit", line.unit());
        json.addProperty("message", line.text());
        return GSON.toJson(json);
    }

    /** A terminal would obey control characters, and some of a line may be a caller's. */
    private static String shown(String text) {
        return text.codePoints()
                .mapToObj(character -> switch (Character.getType(character)) {
                    case Character.CONTROL, Character.FORMAT, Character.SURROGATE ->
                        character == '\t' ? " " : String.format("\\u{%x}", character);
                    default -> Character.toString(character);
                })
                .collect(Collectors.joining());
    }
}
