package dev.portcullis.gate;

/** One log line a minute, for {@code try} and for hosts that are never stopped. */
final class LoggedActivity implements ActivitySink {
    private final GateLog log;

    LoggedActivity(GateLog log) {
        this.log = log;
    }

    @Override
    public void publish(Activity.Minute minute) {
        log.activity(minute);
    }
}
