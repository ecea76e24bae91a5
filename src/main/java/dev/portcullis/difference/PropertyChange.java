package dev.portcullis.difference;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One value that is not the same in both plans.
 *
 * @param path such as {@code rootBlockDevice.volumeSize} or {@code policy.Statement[ReadOwn].Action[]}; with
 *     {@code [order]} at its end when only the order differs
 * @param before missing when there was none, as is {@code after}
 */
record PropertyChange(String path, JsonNode before, JsonNode after) {

    /** Whether it is at, or below, the place that another path names. */
    boolean isWithin(String other) {
        return path.equals(other) || path.startsWith(other + ".") || path.startsWith(other + "[");
    }
}
