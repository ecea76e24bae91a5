package dev.portcullis.settings.value;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The scope of each person who may operate the gateway, by mail address or by the address's domain.
 *
 * @param byEmail addresses in lower case
 * @param byDomain for the addresses of a domain that are not in {@code byEmail}
 */
public record OperatorScopes(Map<String, AdminScope> byEmail, Map<String, AdminScope> byDomain) {
    public OperatorScopes {
        byEmail = Map.copyOf(byEmail);
        byDomain = Map.copyOf(byDomain);
    }

    /** The person's scope; empty for an address that is not listed and for a text that is no plain address. */
    public Optional<AdminScope> of(String email) {
        String address;
        try {
            address = new Email(email).value().toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        AdminScope own = byEmail.get(address);
        return Optional.ofNullable(own == null ? byDomain.get(address.substring(address.indexOf('@') + 1)) : own);
    }
}
