package dev.portcullis.settings.value;

import java.util.Locale;

/** The rights of an admin key; each includes those before it. In the order of the database's type. */
public enum AdminScope {
    /** See everything, make nothing. */
    READ,
    /** Create, edit, rotate and revoke virtual keys. */
    KEYS,
    /** Create and delete admin keys. */
    ALL;

    /** The word that people and the database write. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean includes(AdminScope other) {
        return compareTo(other) >= 0;
    }
}
