package dev.portcullis.doctor;

/**
 * One row: a fact that a deployment or a caller relies on.
 *
 * @param about fills the title's place: a host name, a phase, a model; empty where there is none
 * @param found empty when nobody asked
 * @param remedy a command or an address; for a fact that was not asked, why not; empty when it holds
 */
public record Fact(FactKind kind, String about, Standing standing, String expected, String found, String remedy) {

    /** Whether a fact was found as it should be. */
    public enum Standing {
        HOLDS,
        FAILS,
        NOT_ASKED
    }

    public String name() {
        return kind.title().contains("%s") ? kind.title().formatted(about) : kind.title();
    }

    /** The same fact, with what was expected in the case at hand. */
    Fact expecting(String exactly) {
        return new Fact(kind, about, standing, exactly, found, remedy);
    }
}
