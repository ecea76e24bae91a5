package dev.portcullis.plan.constraints;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The place of a value, step by step from the resource.
 *
 * @param steps for each step its name in the facts ({@code [*]} for any element) beside the name or index here
 */
record PropertyPath(List<Step> steps) {
    static final String ELEMENT = "[*]";
    static final String ENTRY = "{*}";
    static final PropertyPath RESOURCE = new PropertyPath(List.of());
    private static final Pattern STEP = Pattern.compile("\\[\\*]|\\{\\*}|[^.\\[\\]{}]+");

    record Step(String pattern, String actual) {}

    /** The steps of a path of the facts. */
    static List<String> steps(String path) {
        return STEP.matcher(path).results().map(MatchResult::group).toList();
    }

    PropertyPath property(String name) {
        return with(new Step(name, name));
    }

    PropertyPath element(int index) {
        return with(new Step(ELEMENT, Integer.toString(index)));
    }

    PropertyPath entry(String key) {
        return with(new Step(ENTRY, key));
    }

    private PropertyPath with(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new PropertyPath(List.copyOf(longer));
    }

    /** The path as the facts write it. */
    String pattern() {
        return steps.stream()
                .map(step -> isElement(step) ? step.pattern() : "." + step.pattern())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    /** The path as a person writes it. */
    String text() {
        return steps.stream()
                .map(step -> isElement(step) ? "[" + step.actual() + "]" : "." + step.actual())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static boolean isElement(Step step) {
        return step.pattern().equals(ELEMENT) || step.pattern().equals(ENTRY);
    }
}
