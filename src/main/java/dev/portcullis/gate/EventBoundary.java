package dev.portcullis.gate;

import io.vertx.core.buffer.Buffer;

/** Whether what has been sent so far ends with a whole event, that is with an empty line. */
final class EventBoundary {
    /** Line ends in a row; a carriage return before one does not count. */
    private int lineEnds = 2;

    void sent(Buffer bytes) {
        // No more than the last four bytes decide; fewer can only add to what was there before.
        int from = Math.max(0, bytes.length() - 4);
        if (from > 0) {
            lineEnds = 0;
        }
        for (int i = from; i < bytes.length(); i++) {
            byte one = bytes.getByte(i);
            if (one == '\n') {
                lineEnds++;
            } else if (one != '\r') {
                lineEnds = 0;
            }
        }
    }

    boolean isHere() {
        return lineEnds >= 2;
    }
}
