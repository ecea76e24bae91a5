package dev.portcullis.init.question;

import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The entry of the person who sets a stack up, among its operators. */
final class FirstOperator {
    /** The answer of a person who wants no operators. */
    static final String NONE = "none";

    private static final int LONGEST = 27;

    private FirstOperator() {}

    /** The name of the entry that has the address already, or else a free one made from the address. */
    static String entry(String email, @Nullable Object operators) {
        Map<?, ?> entries = operators instanceof Map<?, ?> map ? map : Map.of();
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Map<?, ?> fields
                        && email.equalsIgnoreCase(String.valueOf(fields.get("email"))))
                .map(entry -> String.valueOf(entry.getKey()))
                .findFirst()
                .orElseGet(() -> free(name(email), entries));
    }

    private static String free(String name, Map<?, ?> entries) {
        return Stream.concat(Stream.of(name), IntStream.range(2, 100).mapToObj(n -> name + "-" + n))
                .filter(candidate -> !entries.containsKey(candidate))
                .findFirst()
                .orElse(name);
    }

    /** The part before the at sign, as the settings write names. */
    private static String name(String email) {
        String kebab = email.replaceFirst("@.*", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceFirst("^[^a-z]+", "");
        String name = kebab.substring(0, Math.min(kebab.length(), LONGEST)).replaceFirst("-+$", "");
        return name.isEmpty() ? "operator" : name;
    }
}
