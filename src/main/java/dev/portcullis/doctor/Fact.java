package dev.portcullis.doctor;

/**
 * One row: a fact that a deployment relies on.
 *
 * @param found empty when nobody asked
 * @param remedy a command or an address; for a fact that was not asked, why not
 */
public record Fact(String name, Standing standing, String expected, String found, String remedy) {

    /** Whether the account or zone was found as it should be. */
    public enum Standing {
        HOLDS,
        FAILS,
        NOT_ASKED
    }

    static Fact of(String name, boolean holds, String expected, String found, String remedy) {
        return new Fact(name, holds ? Standing.HOLDS : Standing.FAILS, expected, found, holds ? "" : remedy);
    }

    static Fact notAsked(String name, String expected, String reason) {
        return new Fact(name, Standing.NOT_ASKED, expected, "", reason);
    }
}
