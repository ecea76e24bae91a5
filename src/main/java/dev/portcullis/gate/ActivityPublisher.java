package dev.portcullis.gate;

/** Brings each minute's activity to its sink. */
final class ActivityPublisher {
    private final Activity activity;
    private final ActivitySink sink;
    private final GateLog log;

    ActivityPublisher(Activity activity, ActivitySink sink, GateLog log) {
        this.activity = activity;
        this.sink = sink;
        this.log = log;
    }

    /** May block. Zeros are published too: silence would look like a gate that is gone. */
    void publish() {
        Activity.Minute minute = activity.take();
        try {
            sink.publish(minute);
        } catch (RuntimeException e) {
            activity.giveBack(minute);
            log.fault(e);
        }
    }
}
