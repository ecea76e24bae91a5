package dev.portcullis.idlestop;

import java.time.Instant;

/**
 * The instance as EC2 sees it, which may lag by some seconds.
 *
 * @param state EC2's word: {@code pending}, {@code running}, {@code stopping}, {@code stopped} and others
 * @param launched when it was last started, not when it was made
 */
record IdleHost(String state, Instant launched) {
    boolean running() {
        return state.equals("running");
    }
}
