package dev.portcullis.policy;

import dev.portcullis.settings.value.Cidr;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition in the part of Cloudflare's rules language that every plan has: no regular expressions, no lists, no
 * field compared with a field. Cloudflare decides on the text of {@link #render} as {@link #eval} does.
 */
public sealed interface Expression {

    /** The text for Cloudflare, on one line. */
    String render();

    boolean eval(EdgeRequest request);

    /**
     * Joined operands stand in parentheses inside anything else, so that no reader needs to know what binds tighter.
     * A join of one is its operand.
     */
    private static String wrapped(Expression expression) {
        List<Expression> joined =
                expression instanceof And and ? and.operands : expression instanceof Or or ? or.operands : List.of();
        return switch (joined.size()) {
            case 0 -> expression.render();
            case 1 -> wrapped(joined.get(0));
            default -> "(" + expression.render() + ")";
        };
    }

    private static String join(List<Expression> operands, String word) {
        return operands.size() == 1
                ? operands.get(0).render()
                : operands.stream().map(Expression::wrapped).collect(Collectors.joining(" " + word + " "));
    }

    /** An empty set is an error in Cloudflare's language, and an empty join would be always true or never. */
    private static <T> List<T> some(List<T> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("an expression over nothing");
        }
        return List.copyOf(values);
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Whether the caller came over TLS. */
    record Ssl() implements Expression {
        @Override
        public String render() {
            return "ssl";
        }

        @Override
        public boolean eval(EdgeRequest request) {
            return request.ssl();
        }
    }

    /** Case-sensitive, as are the next three. */
    record Eq(Field field, String value) implements Expression {
        @Override
        public String render() {
            return field.text() + " eq " + quote(value);
        }

        @Override
        public boolean eval(EdgeRequest request) {
            return field.of(request).equals(value);
        }
    }

    record In(Field field, List<String> values) implements Expression {
        public In {
            values = some(values);
        }

        @Override
        public String render() {
            return field.text() + " in {"
                    + values.stream().map(Expression::quote).collect(Collectors.joining(" ")) + "}";
        }

        @Override
        public boolean eval(EdgeRequest request) {
            return values.contains(field.of(request));
        }
    }

    record Contains(Field field, String part) implements Expression {
        @Override
        public String render() {
            return field.text() + " contains " + quote(part);
        }

        @Override
        public boolean eval(EdgeRequest request) {
            return field.of(request).contains(part);
        }
    }

    record StartsWith(Field field, String prefix) implements Expression {
        @Override
        public String render() {
            return "starts_with(" + field.text() + ", " + quote(prefix) + ")";
        }

        @Override
        public boolean eval(EdgeRequest request) {
            return field.of(request).startsWith(prefix);
        }
    }

    /** The language compares an address with a block only inside a set, so there is no single-block form. */
    record InAddresses(List<Cidr> blocks) implements Expression {
        public InAddresses {
            blocks = some(blocks);
        }

        @Override
        public String render() {
            return "ip.src in {" + blocks.stream().map(Cidr::value).collect(Collectors.joining(" ")) + "}";
        }

        @Override
        public boolean eval(EdgeRequest request) {
            return blocks.stream().anyMatch(block -> block.contains(request.sourceAddress()));
        }
    }

    record And(List<Expression> operands) implements Expression {
        public And {
            operands = some(operands);
        }

        @Override
        public String render() {
            return join(operands, "and");
        }

        @Override
        public boolean eval(EdgeRequest request) {
            return operands.stream().allMatch(operand -> operand.eval(request));
        }
    }

    record Or(List<Expression> operands) implements Expression {
        public Or {
            operands = some(operands);
        }

        @Override
        public String render() {
            return join(operands, "or");
        }

        @Override
        public boolean eval(EdgeRequest request) {
            return operands.stream().anyMatch(operand -> operand.eval(request));
        }
    }

    record Not(Expression operand) implements Expression {
        @Override
        public String render() {
            return "not " + wrapped(operand);
        }

        @Override
        public boolean eval(EdgeRequest request) {
            return !operand.eval(request);
        }
    }
}
