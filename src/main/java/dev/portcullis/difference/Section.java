package dev.portcullis.difference;

import java.util.List;

/** A part of a report under its own heading; never without lines. */
record Section(String heading, List<Line> lines) {

    /**
     * One line, which holds nothing that a terminal or a page would obey.
     *
     * @param mark the sign of the change: {@code +} comes, {@code -} goes, {@code !} changes; a space for a part of the
     *     line above
     */
    record Line(char mark, String text) {}
}
