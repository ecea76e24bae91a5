package dev.portcullis.infra.gateway;

import dev.portcullis.settings.OperatorEntry;
import dev.portcullis.settings.Operators;
import java.util.Map;
import java.util.TreeMap;

/** The operators in words: as an output, so that a preview shows who would get which scope. */
public final class OperatorText {
    private OperatorText() {}

    /** Name of the entry to person and scope. */
    public static Map<String, String> of(Operators operators) {
        Map<String, String> texts = new TreeMap<>();
        operators.people().forEach(operator -> texts.put(operator.name(), text(operator)));
        return texts;
    }

    private static String text(OperatorEntry operator) {
        if (operator instanceof OperatorEntry.Person person) {
            return person.email() + ": " + person.scope().word();
        }
        if (operator instanceof OperatorEntry.Domain domain) {
            return "everyone of " + domain.domain() + ": " + domain.scope().word();
        }
        return "group " + ((OperatorEntry.Group) operator).id() + ": with an admin key";
    }
}
