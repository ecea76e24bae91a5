package dev.portcullis.gate.ledger.key;

import java.util.Locale;

/** What an admin key may do; each includes those before it. In the order of the database's type. */
public enum AdminScope {
    /** See everything, make nothing. */
    READ,
    /** Create, edit, rotate and revoke virtual keys. */
    KEYS,
    /** Create and delete admin keys. */
    ALL;

    /** As people and the database write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean includes(AdminScope other) {
        return compareTo(other) >= 0;
    }
}
