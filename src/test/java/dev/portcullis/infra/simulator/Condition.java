package dev.portcullis.infra.simulator;

import java.util.List;
import java.util.function.BiPredicate;

/**
 * One operator with one key of a policy's {@code Condition}; all of a statement's have to hold.
 *
 * @param wanted the values in the policy; one that fits is enough, and for a negated operator none may fit
 */
record Condition(String operator, String key, List<String> wanted) {
    private static final String FOR_ALL = "ForAllValues:";
    private static final String IF_EXISTS = "IfExists";

    Condition {
        wanted = List.copyOf(wanted);
        ConditionKey.of(key);
        base(operator);
    }

    boolean holds(Request request) {
        List<String> given = request.values(key);
        if (operator.equals("Null")) {
            return wanted.equals(List.of(String.valueOf(given.isEmpty())));
        }
        if (operator.startsWith(FOR_ALL)) {
            // True of a request without the key, too: that is what IAM does, and why such a key needs company.
            return given.stream().allMatch(this::fits);
        }
        if (ConditionKey.of(key) == ConditionKey.MANY || given.size() > 1) {
            throw new IllegalArgumentException(key + " can have several values: " + operator + " cannot judge it");
        }
        return given.isEmpty() ? operator.endsWith(IF_EXISTS) || isNegated() : fits(given.get(0));
    }

    private boolean fits(String given) {
        BiPredicate<String, String> test = base(operator);
        boolean one = wanted.stream().anyMatch(value -> test.test(value, given));
        return isNegated() != one;
    }

    private boolean isNegated() {
        return operator.contains("Not");
    }

    /** @throws IllegalArgumentException for an operator that is not written down here */
    private static BiPredicate<String, String> base(String operator) {
        return switch (operator.replace(FOR_ALL, "").replace(IF_EXISTS, "")) {
            case "StringEquals" -> String::equals;
            case "StringLike", "StringNotLike" -> Wildcard::like;
            case "ArnEquals", "ArnLike" -> Wildcard::arn;
            case "Bool" -> String::equalsIgnoreCase;
            case "NumericLessThan" -> (limit, given) -> Double.parseDouble(given) < Double.parseDouble(limit);
            case "Null" -> (wanted, given) -> false;
            default -> throw new IllegalArgumentException("unknown condition operator " + operator);
        };
    }
}
