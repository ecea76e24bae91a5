package dev.portcullis.release;

import dev.portcullis.settings.OperatorEntry;
import dev.portcullis.settings.Operators;
import dev.portcullis.settings.value.AdminScope;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The part of the gate's file that opens the operators' door: the listener, its host name and each person's scope. */
final class OperatorsFile {
    private OperatorsFile() {}

    static String render(Operators operators, Ports ports) {
        return """
                operators: {port: %d, host: "%s", emails: %s, emailDomains: %s, groups: %s}
                """.formatted(
                        ports.operators(),
                        operators.hostname(),
                        map(operators.scopes().byEmail()),
                        map(operators.scopes().byDomain()),
                        operators.people().stream().anyMatch(OperatorEntry.Group.class::isInstance));
    }

    private static String map(Map<String, AdminScope> scopes) {
        return new TreeMap<>(scopes)
                .entrySet().stream()
                        .map(entry -> "{\"who\": \"" + entry.getKey() + "\", \"scope\": \""
                                + entry.getValue().word() + "\"}")
                        .collect(Collectors.joining(", ", "[", "]"));
    }
}
