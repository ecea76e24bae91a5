package dev.portcullis.input;

import java.util.ArrayList;
import java.util.List;

/** Collects the mistakes of one reading, so that a person sees them all at once and not one per attempt. */
public final class Problems {
    private final List<Problem> problems = new ArrayList<>();

    public void add(String where, String expected, String given, String remedy) {
        problems.add(new Problem(where, expected, given, remedy));
    }

    /** Adds a mistake without a value to show; see {@link Problem#plain}. */
    public void addPlain(String where, String wrong, String remedy) {
        problems.add(Problem.plain(where, wrong, remedy));
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    public List<Problem> all() {
        return List.copyOf(problems);
    }

    /** Ends a reading: does nothing when all was well. */
    public void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new BadInput(all());
        }
    }
}
