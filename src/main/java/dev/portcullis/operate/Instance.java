package dev.portcullis.operate;

import java.time.Instant;

/**
 * The gateway's one machine.
 *
 * @param state EC2's word: {@code pending}, {@code running}, {@code stopping} or {@code stopped}
 * @param launched when it was last started
 */
record Instance(String id, String state, Instant launched) {}
