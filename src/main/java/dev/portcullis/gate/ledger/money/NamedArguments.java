package dev.portcullis.gate.ledger.money;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The arguments of a routine of the database by the names that it gives them: with a dozen of few types, two that are
 * swapped would pass unseen.
 */
record NamedArguments(List<String> names) {

    static NamedArguments of(String... names) {
        return new NamedArguments(List.of(names));
    }

    /** For the text of the statement: each name with a parameter of JDBC. */
    String text() {
        return names.stream().map(name -> name + " => ?").collect(Collectors.joining(", "));
    }

    /** The number of the parameter of JDBC. */
    int at(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no argument " + name + " among " + names);
        }
        return index + 1;
    }
}
