package dev.portcullis.settings;

import dev.portcullis.settings.value.AccessId;
import dev.portcullis.settings.value.AdminScope;
import dev.portcullis.settings.value.Email;
import dev.portcullis.settings.value.EmailDomain;

/** One entry of the setting {@code operators}: people whom Access lets through to the admin host name. */
public sealed interface OperatorEntry {
    String name();

    /** One person. */
    record Person(String name, Email email, AdminScope scope) implements OperatorEntry {}

    /** Everyone with an address of a domain. */
    record Domain(String name, EmailDomain domain, AdminScope scope) implements OperatorEntry {}

    /** The members of a rule group of Access. An assertion does not name groups, so each of them needs an admin key. */
    record Group(String name, AccessId id) implements OperatorEntry {}
}
