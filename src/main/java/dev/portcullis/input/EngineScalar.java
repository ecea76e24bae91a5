package dev.portcullis.input;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The text that the Pulumi engine hands over for a scalar of a stack's file. Its YAML reader guesses types of what
 * stands without quotes: {@code 0123} is an octal number to it, and a time comes out in a form that no reader takes.
 */
final class EngineScalar {
    private static final List<String> NULLS = List.of("", "~", "null", "Null", "NULL");
    private static final List<String> TRUES = List.of("true", "True", "TRUE");
    private static final List<String> FALSES = List.of("false", "False", "FALSE");
    private static final Pattern ENDLESS = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final Pattern TIME = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})"
            + "(T\\d{1,2}:\\d{1,2}:\\d{1,2}(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)"
            + "|t\\d{1,2}:\\d{1,2}:\\d{1,2}(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)"
            + "| \\d{1,2}:\\d{1,2}:\\d{1,2}(\\.\\d+)?)?");
    private static final Pattern INTEGER =
            Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]([0-7]+)|0([0-7]+)|(0|[1-9][0-9]*))");
    private static final int[] BASES = {0, 0, 16, 2, 8, 8, 10};
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Resolver RESOLVER = new Resolver();
    /** Outside of these the engine writes an exponent. */
    private static final double SMALLEST = 1e-6;

    private static final double LARGEST = 1e21;

    private EngineScalar() {}

    static boolean isNull(ScalarNode node) {
        return node.getTag().equals(Tag.NULL) || (isGuessed(node) && NULLS.contains(node.getValue()));
    }

    /** Empty for what the engine refuses, spoils or writes otherwise than any reader would expect. */
    static Optional<String> text(ScalarNode node) {
        String written = node.getValue();
        if (node.getTag().equals(Tag.BINARY)) {
            return Optional.empty();
        }
        if (!isGuessed(node)) {
            return Optional.of(written);
        }
        if (isNull(node)) {
            return Optional.of("");
        }
        if (TRUES.contains(written) || FALSES.contains(written)) {
            return Optional.of(TRUES.contains(written) ? "true" : "false");
        }
        if (isTime(written) || ENDLESS.matcher(written).matches()) {
            return Optional.empty();
        }
        char first = written.charAt(0);
        return Character.isDigit(first) || first == '-' || first == '+' || first == '.'
                ? number(written, written.replace("_", ""))
                : Optional.of(written);
    }

    /** A scalar in quotes or with a tag of its own stays text, unless the tag names a type that is guessed. */
    private static boolean isGuessed(ScalarNode node) {
        Tag tag = node.getTag();
        if (!node.isPlain()) {
            return List.of(Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP).contains(tag);
        }
        return tag.equals(RESOLVER.resolve(NodeId.scalar, node.getValue(), true)) && !startsWithTag(node);
    }

    private static boolean startsWithTag(ScalarNode node) {
        @Nullable
        Integer at = node.getStartMark() == null ? null : node.getStartMark().getPointer();
        int[] buffer = at == null ? new int[0] : node.getStartMark().getBuffer();
        return at != null && at < buffer.length && buffer[at] == '!';
    }

    private static boolean isTime(String written) {
        Matcher time = TIME.matcher(written);
        if (!time.matches()) {
            return false;
        }
        try {
            return LocalDate.of(
                                    Integer.parseInt(time.group(1)),
                                    Integer.parseInt(time.group(2)),
                                    Integer.parseInt(time.group(3)))
                            .getYear()
                    >= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Optional<String> number(String written, String plain) {
        Matcher integer = INTEGER.matcher(plain);
        if (integer.matches()) {
            return integer(integer);
        }
        if (!FLOAT.matcher(plain).matches()) {
            return Optional.of(written);
        }
        double value = Double.parseDouble(plain);
        if (Double.isInfinite(value)) {
            return Optional.of(written);
        }
        boolean isPlain = value == 0 || (Math.abs(value) >= SMALLEST && Math.abs(value) < LARGEST);
        return isPlain
                ? Optional.of(
                        value == 0
                                ? "0"
                                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString())
                : Optional.empty();
    }

    /** One beyond 64 bits loses its last digits. */
    private static Optional<String> integer(Matcher integer) {
        for (int group = 2; group < BASES.length; group++) {
            if (integer.group(group) != null) {
                BigInteger value =
                        new BigInteger(integer.group(1).replace("+", "") + integer.group(group), BASES[group]);
                return value.bitLength() < Long.SIZE ? Optional.of(value.toString()) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
