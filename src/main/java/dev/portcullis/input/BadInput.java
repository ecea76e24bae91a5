package dev.portcullis.input;

import java.util.List;
import java.util.stream.Collectors;

/** A person's input that cannot be used. The message is ready to print; a stack trace of it helps nobody. */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public BadInput(List<Problem> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    public BadInput(String where, String expected, String given, String remedy) {
        this(List.of(new Problem(where, expected, given, remedy)));
    }

    /** Never null, unlike that of another exception. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public List<Problem> problems() {
        return problems;
    }

    private static String message(List<Problem> problems) {
        String list = problems.stream().map(Problem::render).collect(Collectors.joining("\n"));
        return problems.size() == 1 ? list : problems.size() + " problems:\n" + list;
    }
}
