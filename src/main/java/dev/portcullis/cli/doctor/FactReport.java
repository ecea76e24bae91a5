package dev.portcullis.cli.doctor;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.portcullis.doctor.Fact;
import dev.portcullis.doctor.FactKind;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** The rows as a person or a program reads them. */
public final class FactReport {
    private static final String INDENT = " ".repeat(7);
    private static final int NARROWEST = 30;

    private FactReport() {}

    public static String text(List<Fact> facts, int width, Ansi ansi) {
        StringBuilder text = new StringBuilder();
        FactKind.Area area = null;
        for (Fact fact : facts) {
            if (area != fact.kind().area()) {
                text.append(area == null ? "" : "\n")
                        .append(fact.kind().area().title())
                        .append('\n');
                area = fact.kind().area();
            }
            String mark = switch (fact.standing()) {
                case HOLDS -> "@|green ✓|@";
                case FAILS -> "@|red ✗|@";
                case NOT_ASKED -> "–";
            };
            text.append("  ").append(ansi.string(mark)).append("  ");
            switch (fact.standing()) {
                case HOLDS -> text.append(wrapped(fact.name() + ": " + fact.found(), width));
                case NOT_ASKED -> text.append(wrapped(fact.name() + ": not asked, as " + fact.remedy(), width));
                case FAILS ->
                    text.append(wrapped(fact.name() + ": " + fact.found(), width))
                            .append(INDENT)
                            .append(wrapped("expected " + fact.expected(), width))
                            .append(INDENT)
                            // A command is copied whole.
                            .append(fact.remedy())
                            .append('\n');
            }
        }
        return text.toString();
    }

    /** Breaks at spaces. */
    private static String wrapped(String text, int width) {
        int room = Math.max(NARROWEST, width - INDENT.length());
        StringBuilder all = new StringBuilder();
        int column = 0;
        for (String word : text.split(" ", -1)) {
            if (column > 0 && column + 1 + word.length() > room) {
                all.append('\n').append(INDENT);
                column = 0;
            }
            if (column > 0) {
                all.append(' ');
                column++;
            }
            all.append(word);
            column += word.length();
        }
        return all.append('\n').toString();
    }

    public static JsonArray json(List<Fact> facts) {
        JsonArray rows = new JsonArray();
        for (Fact fact : facts) {
            JsonObject row = new JsonObject();
            row.addProperty("row", fact.kind().word());
            row.addProperty("area", fact.kind().area().title());
            row.addProperty("fact", fact.name());
            row.addProperty(
                    "standing",
                    switch (fact.standing()) {
                        case HOLDS -> "holds";
                        case FAILS -> "fails";
                        case NOT_ASKED -> "not asked";
                    });
            row.addProperty("expected", fact.expected());
            row.addProperty("found", fact.found());
            row.addProperty("remedy", fact.remedy());
            rows.add(row);
        }
        return rows;
    }
}
