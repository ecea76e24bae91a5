package dev.portcullis.cli.terminal;

/** Tells whether a person is there to answer, or to see a screen that changes. */
public final class TerminalCheck {
    private TerminalCheck() {}

    /** True only when input and output are both a terminal. */
    // The launcher sets jdk.console, so that a newer JDK has no console without a terminal either.
    @SuppressWarnings("SystemConsoleNull")
    public static boolean attached() {
        return System.console() != null;
    }
}
