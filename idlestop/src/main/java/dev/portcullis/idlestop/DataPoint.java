package dev.portcullis.idlestop;

import java.time.Instant;

/**
 * One minute's activity, as the gate published it.
 *
 * @param minute its first second, by the host's clock
 * @param inFlight the most requests, streams and media jobs that were under way at once
 */
record DataPoint(Instant minute, double inFlight) {
    boolean busy() {
        return inFlight > 0;
    }
}
