package dev.portcullis.input;

/**
 * One mistake in what a person wrote. Never put a secret into {@code given}: problems are printed and logged.
 *
 * @param where a settings key, {@code file:line}, or an argument
 * @param expected what would have been right, as a noun phrase ("a number from 1 to 50")
 * @param given what was found, quoted where it is a value
 * @param remedy the next step, as an imperative sentence without a full stop
 */
public record Problem(String where, String expected, String given, String remedy) {

    /** Two lines: what is wrong, and below it, indented, what to do. */
    public String render() {
        return where + ": expected " + expected + ", got " + given + "\n  " + remedy;
    }
}
