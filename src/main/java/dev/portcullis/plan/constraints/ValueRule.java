package dev.portcullis.plan.constraints;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A rule that looks at one value alone. It accepts what it does not concern, such as a number where it bounds a text.
 *
 * @param key its name in the facts
 * @param expected the noun phrase for a message
 */
record ValueRule(String key, String expected, Predicate<JsonElement> accepted) {
    private static final Pattern RFC3339 =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");

    /** Each key of the facts that is such a rule, and how it is made from its argument. */
    static final Map<String, Function<JsonElement, ValueRule>> MAKERS = Map.ofEntries(
            Map.entry("oneOf", argument -> oneOf(argument.getAsJsonArray().asList())),
            Map.entry(
                    "oneOfAnyCase",
                    argument -> oneOfAnyCase(argument.getAsJsonArray().asList())),
            Map.entry("min", argument -> atLeast(argument.getAsBigDecimal())),
            Map.entry("max", argument -> atMost(argument.getAsBigDecimal())),
            Map.entry("minBytes", argument -> minBytes(argument.getAsInt())),
            Map.entry("maxBytes", argument -> maxBytes(argument.getAsInt())),
            Map.entry("maxWithoutSpaces", argument -> maxWithoutSpaces(argument.getAsInt())),
            Map.entry("minItems", argument -> minItems(argument.getAsInt())),
            Map.entry("maxItems", argument -> maxItems(argument.getAsInt())),
            Map.entry("maxProperties", argument -> maxProperties(argument.getAsInt())),
            Map.entry("pattern", argument -> pattern(Pattern.compile(argument.getAsString(), Pattern.DOTALL))),
            Map.entry("notPattern", argument -> notPattern(Pattern.compile(argument.getAsString(), Pattern.DOTALL))),
            Map.entry("format", argument -> format(argument.getAsString())));

    boolean accepts(JsonElement value) {
        return accepted.test(value);
    }

    private static ValueRule oneOf(List<JsonElement> allowed) {
        return new ValueRule("oneOf", "one of " + list(allowed), value -> allowed.contains(value));
    }

    private static ValueRule oneOfAnyCase(List<JsonElement> allowed) {
        return new ValueRule(
                "oneOfAnyCase",
                "one of " + list(allowed),
                value -> allowed.stream().anyMatch(one -> one.getAsString().equalsIgnoreCase(value.getAsString())));
    }

    private static ValueRule atLeast(BigDecimal least) {
        return ofNumber("min", "at least " + least, number -> number.compareTo(least) >= 0);
    }

    private static ValueRule atMost(BigDecimal most) {
        return ofNumber("max", "at most " + most, number -> number.compareTo(most) <= 0);
    }

    private static ValueRule minBytes(int least) {
        return ofText("minBytes", "at least " + least + " bytes", text -> bytes(text) >= least);
    }

    private static ValueRule maxBytes(int most) {
        return ofText("maxBytes", "at most " + most + " bytes", text -> bytes(text) <= most);
    }

    private static ValueRule maxWithoutSpaces(int most) {
        return ofText(
                "maxWithoutSpaces",
                "at most " + most + " characters without white space",
                text -> text.chars().filter(c -> !Character.isWhitespace(c)).count() <= most);
    }

    private static ValueRule minItems(int least) {
        return new ValueRule("minItems", "at least " + least + " elements", value -> size(value) >= least);
    }

    private static ValueRule maxItems(int most) {
        return new ValueRule("maxItems", "at most " + most + " elements", value -> size(value) <= most);
    }

    private static ValueRule maxProperties(int most) {
        return new ValueRule("maxProperties", "at most " + most + " property", value -> size(value) <= most);
    }

    private static ValueRule pattern(Pattern form) {
        return ofText(
                "pattern",
                "a text of the form " + form,
                text -> form.matcher(text).matches());
    }

    private static ValueRule notPattern(Pattern form) {
        return ofText(
                "notPattern",
                "no text of the form " + form,
                text -> !form.matcher(text).matches());
    }

    private static ValueRule format(String name) {
        return switch (name) {
            case "rfc3339" -> ofText("format", "a time with its zone, as RFC 3339 writes it", ValueRule::isTime);
            case "json" -> ofText("format", "JSON", ValueRule::isJson);
            default -> throw new IllegalArgumentException("no such format: " + name);
        };
    }

    private static ValueRule ofText(String key, String expected, Predicate<String> accepts) {
        return new ValueRule(key, expected, value -> !ValueType.isText(value) || accepts.test(value.getAsString()));
    }

    private static ValueRule ofNumber(String key, String expected, Predicate<BigDecimal> accepts) {
        return new ValueRule(
                key, expected, value -> !ValueType.isNumber(value) || accepts.test(value.getAsBigDecimal()));
    }

    private static int size(JsonElement value) {
        return value.isJsonArray()
                ? value.getAsJsonArray().size()
                : value.getAsJsonObject().size();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isTime(String text) {
        try {
            return RFC3339.matcher(text).matches() && OffsetDateTime.parse(text).getYear() >= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isJson(String text) {
        try {
            JsonParser.parseString(text);
            return true;
        } catch (JsonParseException e) {
            return false;
        }
    }

    private static String list(List<JsonElement> values) {
        return values.stream().map(JsonElement::getAsString).collect(Collectors.joining(", "));
    }
}
