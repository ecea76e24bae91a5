package dev.portcullis.init;

import java.util.Optional;

/** The person at the terminal, if there is one. */
public interface Dialogue {

    /** Whether questions can be asked at all. */
    boolean isInteractive();

    /** Shows a line. */
    void say(String line);

    /** Names the thing that is waited for now, to be shown once that takes long. */
    void waitingFor(String subject);

    /** One line of a person; empty at the end of input. */
    Optional<String> ask(String prompt);

    /** The same without an echo. */
    Optional<String> askSecretly(String prompt);
}
