package dev.portcullis.gate.shape;

/**
 * The outcome for one value of a body, at the gate or behind it.
 *
 * @param detail the name in {@code x-portcullis-dropped}, or the reason of a translation
 */
record FieldFate(Leaf leaf, Word word, String detail) {

    /** The best first: another body may fare worse than one that shows the field alone. */
    enum Word {
        PASSES,
        TRANSLATED,
        NAMED,
        REFUSED,
        SILENT
    }
}
