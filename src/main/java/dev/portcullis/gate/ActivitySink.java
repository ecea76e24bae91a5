package dev.portcullis.gate;

/** Where a minute's activity goes. May block, and may throw: the figures are then published with the next minute's. */
interface ActivitySink {
    void publish(Activity.Minute minute);
}
