package dev.portcullis.plan.constraints;

/**
 * One input that a provider would refuse.
 *
 * @param rule the key of the rule in the facts, such as {@code alsoRequires}
 * @param property where, with the index of each element: {@code rules[0].action}
 * @param expected the accepted form, as a noun phrase
 * @param given the value that was sent
 * @param source where the rule is from
 */
public record Violation(String rule, String property, String expected, String given, String source) {}
