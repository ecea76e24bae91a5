package dev.portcullis.idlestop;

import java.time.Instant;

/**
 * One value of one metric.
 *
 * @param minute its first second, by the host's clock
 */
record DataPoint(Metric metric, Instant minute, double value) {
    boolean busy() {
        return value > 0;
    }
}
