package dev.portcullis.gate.admin;

import dev.portcullis.gate.ledger.page.Cursor;
import dev.portcullis.gate.ledger.page.Paging;
import dev.portcullis.gate.shape.strict.GivenText;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The query string, decoded. Unknown names and repeated ones are mistakes, as they are in a body. */
final class Query {
    private static final int USUAL_LIMIT = 100;
    private static final int MOST = 500;
    private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2999, 12, 31);

    private final Map<String, List<String>> values;
    private final Problems problems = new Problems();

    Query(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Also refuses what is neither about paging nor among the names. */
    Paging paging(Set<String> others) {
        for (String name : values.keySet()) {
            if (!others.contains(name) && !name.equals("limit") && !name.equals("cursor")) {
                problems.add(GivenText.shorten(name), "no such parameter", GivenText.quote(name), "Leave it out");
            }
        }
        return new Paging(
                one("cursor").flatMap(this::cursor),
                one("limit").flatMap(this::limit).orElse(USUAL_LIMIT));
    }

    Optional<LocalDate> date(String name) {
        return one(name).flatMap(text -> {
            try {
                LocalDate date = LocalDate.parse(text);
                if (!date.isBefore(FIRST_DAY) && !date.isAfter(LAST_DAY)) {
                    return Optional.of(date);
                }
            } catch (DateTimeException e) {
                // Reported below, as is a date that nobody can have spent on.
            }
            problems.add(
                    name, "a date from 2020 on such as 2026-11-21", GivenText.quote(text), "Write year, month and day");
            return Optional.empty();
        });
    }

    Optional<String> one(String name) {
        List<String> given = values.getOrDefault(name, List.of());
        if (given.size() > 1) {
            problems.add(name, "one value", given.size() + " values", "Keep one of them");
        }
        return given.stream().findFirst();
    }

    void wrong(String where, String expected, String given, String remedy) {
        problems.add(where, expected, given, remedy);
    }

    void throwIfAny() {
        problems.throwIfAny();
    }

    static BadInput foreignCursor() {
        return new BadInput(
                "cursor", "the 'next' of an earlier answer", "one of another list", "Leave it out to start again");
    }

    private Optional<Cursor> cursor(String text) {
        try {
            return Optional.of(Cursor.parse(text));
        } catch (IllegalArgumentException e) {
            problems.add(
                    "cursor", "the 'next' of an earlier answer", GivenText.quote(text), "Leave it out to start again");
            return Optional.empty();
        }
    }

    private Optional<Integer> limit(String text) {
        if (text.matches("[1-9][0-9]{0,2}") && Integer.parseInt(text) <= MOST) {
            return Optional.of(Integer.valueOf(text));
        }
        problems.add("limit", "a number from 1 to " + MOST, GivenText.quote(text), "Leave it out for " + USUAL_LIMIT);
        return Optional.empty();
    }
}
