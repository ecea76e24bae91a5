package dev.portcullis.settings;

import dev.portcullis.input.Problems;
import dev.portcullis.input.Suggestion;
import dev.portcullis.settings.value.GivenValue;
import dev.portcullis.settings.value.SecureValue;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One value and its place. Each getter gives the typed value, or notes a problem and gives nothing. */
final class RawValue {
    private static final Pattern INTEGER = Pattern.compile("0|[1-9][0-9]{0,8}");
    /** Every whole double below it is exact. */
    private static final double LARGEST = 1e15;

    private final String where;
    private final String example;
    private final @Nullable Object value;
    private final Problems problems;

    RawValue(String where, String example, @Nullable Object value, Problems problems) {
        this.where = where;
        this.example = example;
        this.value = value;
        this.problems = problems;
    }

    boolean isAbsent() {
        return value == null;
    }

    /** {@code parse} throws {@link IllegalArgumentException} or {@link DateTimeException} for what it refuses. */
    <T> Optional<T> as(String expected, Function<String, T> parse) {
        String text = text();
        if (text != null) {
            try {
                return Optional.of(parse.apply(text));
            } catch (IllegalArgumentException | DateTimeException e) {
                // Falls through to the one message for every form of wrong.
            }
        }
        refuse(expected, set(example));
        return Optional.empty();
    }

    /** The same for a setting that may be left empty. */
    <T> Optional<T> unlessEmpty(String expected, Function<String, T> parse) {
        return isEmptyText() ? Optional.empty() : as(expected, parse);
    }

    boolean isEmptyText() {
        return "".equals(value);
    }

    Optional<Integer> integer(String noun, int least, int most) {
        return as(noun + " from " + least + " to " + most, text -> {
            int number = INTEGER.matcher(text).matches() ? Integer.parseInt(text) : -1;
            if (number < least || number > most) {
                throw new IllegalArgumentException("out of range");
            }
            return number;
        });
    }

    Optional<Boolean> bool() {
        return as("true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("not a boolean");
        });
    }

    <E> Optional<E> word(E[] all, Function<E, String> wordOf) {
        String text = text();
        List<String> words = Arrays.stream(all).map(wordOf).toList();
        if (text != null && words.contains(text)) {
            return Optional.of(all[words.indexOf(text)]);
        }
        Optional<String> meant = text == null ? Optional.empty() : Suggestion.nearest(text, words);
        refuse(
                "one of " + String.join(", ", words),
                meant.map(near -> "Did you mean '" + near + "'?").orElse(set(example)));
        return Optional.empty();
    }

    /** The items in their order, each once; {@code read} turns one of them into a type. */
    <T> Set<T> list(String expected, Function<RawValue, Optional<T>> read) {
        Set<T> items = new LinkedHashSet<>();
        if (value instanceof List<?> list) {
            for (int index = 0; index < list.size(); index++) {
                RawValue item = new RawValue(where + "[" + index + "]", example, list.get(index), problems);
                read.apply(item)
                        .filter(one -> !items.add(one))
                        .ifPresent(twice -> item.refuse("each value once", "Remove it, since it stands above already"));
            }
        } else {
            refuse(expected, set("[0]", example));
        }
        return items;
    }

    boolean isEmptyList() {
        return value instanceof List<?> list && list.isEmpty();
    }

    boolean isSecret() {
        return value instanceof SecureValue;
    }

    /** Whether it is a secret that may be of the form; of one that is encrypted nothing else is known. */
    boolean isSecretOf(Predicate<String> form) {
        return value instanceof SecureValue secret && secret.mayFit(form);
    }

    boolean isMapping() {
        return value instanceof Map;
    }

    /** The names of the fields in their order; empty when the value is not a mapping. */
    List<String> fields() {
        return value instanceof Map<?, ?> map
                ? map.keySet().stream().map(String::valueOf).toList()
                : List.of();
    }

    /** A field of a mapping, absent when the mapping does not have it or is none. */
    RawValue field(String name, String fieldExample) {
        Object field = value instanceof Map<?, ?> map ? map.get(name) : null;
        return new RawValue(where + "." + name, fieldExample, field, problems);
    }

    void refuse(String expected, String remedy) {
        refuse(expected, GivenValue.describe(value), value instanceof SecureValue ? remedy + " --plaintext" : remedy);
    }

    void refuse(String expected, String given, String remedy) {
        problems.add(where, expected, given, remedy);
    }

    /** A remedy: the command that sets this value. */
    String set(String to) {
        return set("", to);
    }

    /** A remedy: the command that sets what lies at a path below this value. */
    String set(String below, String to) {
        String path = where + below;
        boolean nested = path.contains(".") || path.contains("[");
        return "Run: pulumi config set " + (nested ? "--path '" + path + "'" : path) + " " + to;
    }

    /** A remedy: the command that asks for a secret below this value, which then stands in no history of a shell. */
    String setSecret(String below) {
        return "Run: pulumi config set --secret --path '" + where + below + "'";
    }

    /** The text itself when it has the form, for {@link #as}. */
    static String matching(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("not of the form");
        }
        return text;
    }

    /** YAML and JSON readers type what they read (JSON has only {@code 10.0}); the engine passes everything as text. */
    private @Nullable String text() {
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < LARGEST) {
            return Long.toString(number.longValue());
        }
        return value instanceof String || value instanceof Boolean || value instanceof Number ? value.toString() : null;
    }
}
