package dev.portcullis.gate.telemetry;

import java.util.List;

/** One log line a minute, for {@code try} and for hosts that are never stopped. */
public final class LoggedActivity implements ActivitySink {
    private final GateLog log;

    public LoggedActivity(GateLog log) {
        this.log = log;
    }

    @Override
    public void publish(List<Activity.Minute> minutes) {
        minutes.forEach(log::activity);
    }
}
