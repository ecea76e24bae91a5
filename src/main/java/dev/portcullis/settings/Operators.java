package dev.portcullis.settings;

import dev.portcullis.settings.value.AccessId;
import dev.portcullis.settings.value.AdminScope;
import dev.portcullis.settings.value.Hostname;
import dev.portcullis.settings.value.OperatorScopes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The operators' door: the admin API under a host name of its own.
 *
 * @param people in the order of their names
 * @param identityProviders the login methods that count; any of the account when empty
 * @param token the service token for programs of the operators
 */
public record Operators(
        Hostname hostname, List<OperatorEntry> people, List<AccessId> identityProviders, OperatorsToken token) {
    public Operators {
        people = List.copyOf(people);
        identityProviders = List.copyOf(identityProviders);
    }

    /** The mapping that the gate is given. */
    public OperatorScopes scopes() {
        Map<String, AdminScope> byEmail = new TreeMap<>();
        Map<String, AdminScope> byDomain = new TreeMap<>();
        for (OperatorEntry operator : people) {
            if (operator instanceof OperatorEntry.Person person) {
                byEmail.put(person.email().value().toLowerCase(Locale.ROOT), person.scope());
            } else if (operator instanceof OperatorEntry.Domain domain) {
                byDomain.put(domain.domain().value(), domain.scope());
            }
        }
        return new OperatorScopes(byEmail, byDomain);
    }
}
