package dev.portcullis.input;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** "Did you mean": the known word nearest to a mistyped one, when it is near enough to be worth saying. */
public final class Suggestion {
    private Suggestion() {}

    /** At most two edits, and fewer than half of the word, so that {@code zone} is never offered for {@code name}. */
    public static Optional<String> nearest(String given, Collection<String> known) {
        String wanted = given.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(word -> distance(wanted, word) <= Math.min(2, (word.length() - 1) / 2))
                .min(Comparator.<String>comparingInt(word -> distance(wanted, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** All known words, the nearest first and otherwise in their order. */
    public static List<String> byNearness(String given, List<String> known) {
        String wanted = given.toLowerCase(Locale.ROOT);
        return known.stream()
                .sorted(Comparator.comparingInt(word -> distance(wanted, word)))
                .toList();
    }

    /** A remedy for an unknown word: the nearest known one, else the list of all. */
    public static String remedy(String given, Collection<String> known) {
        return nearest(given, known)
                .map(word -> "Did you mean '" + word + "'?")
                .orElseGet(() -> "Known: " + known.stream().sorted().collect(Collectors.joining(", ")));
    }

    private static int distance(String left, String rightCased) {
        String right = rightCased.toLowerCase(Locale.ROOT);
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
