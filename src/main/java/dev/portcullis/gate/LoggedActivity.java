package dev.portcullis.gate;

import java.util.List;

/** One log line a minute, for {@code try} and for hosts that are never stopped. */
final class LoggedActivity implements ActivitySink {
    private final GateLog log;

    LoggedActivity(GateLog log) {
        this.log = log;
    }

    @Override
    public void publish(List<Activity.Minute> minutes) {
        minutes.forEach(log::activity);
    }
}
