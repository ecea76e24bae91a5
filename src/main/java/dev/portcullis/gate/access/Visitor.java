package dev.portcullis.gate.access;

import dev.portcullis.settings.value.AdminScope;
import java.util.Optional;

/** One whom Access and the gate let through to the admin API. The second lock, an admin key or a scope, comes after. */
public sealed interface Visitor {
    /** The name that the audit keeps. */
    String name();

    /** A program with the operators' service token, which needs an admin key as well. */
    record Program() implements Visitor {
        @Override
        public String name() {
            return "operators";
        }
    }

    /**
     * A person who signed in.
     *
     * @param name the mail address in lower case
     * @param scope from the settings; empty for a member of a group, who needs an admin key
     */
    record Person(String name, Optional<AdminScope> scope) implements Visitor {}
}
