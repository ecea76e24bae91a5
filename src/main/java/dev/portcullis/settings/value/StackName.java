package dev.portcullis.settings.value;

import dev.portcullis.input.Problems;
import java.util.regex.Pattern;

/** A stack's name: 1 to 16 characters, because it is part of names that have to fit into 63, a bucket's first of all. */
public record StackName(String value) {
    private static final Pattern FORM = Pattern.compile("(?=.{1,16}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*");

    public StackName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a stack name: " + value);
        }
    }

    /** Checks the name under which the engine knows the stack, which no setting can change. */
    public static void check(String name, Problems problems) {
        if (!FORM.matcher(name).matches()) {
            problems.add(
                    "stack name",
                    "1 to 16 lower-case letters, digits and single hyphens, a letter first",
                    GivenValue.describe(name),
                    "Run: pulumi stack init with such a name, since it becomes part of every resource's name");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
