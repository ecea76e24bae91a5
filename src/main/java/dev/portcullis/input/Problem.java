package dev.portcullis.input;

/**
 * One mistake in what a person wrote. Never put a secret into {@code given}: problems are printed and logged.
 *
 * @param where a settings key, {@code file:line}, or an argument
 * @param expected the right form, as a noun phrase ("a number from 1 to 50"); without {@code given}, a statement
 * @param given the value that was found, quoted; empty when there is none that the reader would recognise
 * @param remedy the next step, as an imperative sentence without a full stop
 */
public record Problem(String where, String expected, String given, String remedy) {

    /** A mistake without a value to show, stated plainly: "its bytes are not UTF-8". */
    public static Problem plain(String where, String wrong, String remedy) {
        return new Problem(where, wrong, "", remedy);
    }

    /** Two lines: the mistake, and below it, indented, the next step. */
    public String render() {
        String wrong = given.isEmpty() ? expected : "expected " + expected + ", got " + given;
        return (where.isEmpty() ? "" : where + ": ") + wrong + "\n  " + remedy;
    }
}
