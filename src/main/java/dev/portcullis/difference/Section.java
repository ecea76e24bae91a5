package dev.portcullis.difference;

import java.util.List;

/** A part of a report under its own heading; never without lines. */
record Section(String heading, List<Line> lines) {

    /**
     * One line, which holds nothing that a terminal or a page would obey.
     *
     * @param mark what happens: {@code +} comes, {@code -} goes, {@code !} changes; a space for what belongs to the
     *     line above
     */
    record Line(char mark, String text) {}
}
