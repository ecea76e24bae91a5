package dev.portcullis.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The verdict on what AWS says of a gateway: pure, so that every case is a line in a test. */
record Finding(GatewayStatus standing, String detail) {

    /**
     * @param ringing the names of alarms that ring
     * @param boot how long after a start an older report says nothing
     */
    static Finding of(
            Instance instance,
            DeployedState desired,
            Applied applied,
            List<String> ringing,
            Instant now,
            Duration boot) {
        return switch (instance.state()) {
            case "stopped" -> new Finding(GatewayStatus.ASLEEP, "./portcullis start wakes it");
            case "stopping" -> new Finding(GatewayStatus.STOPPING, "the instance is being stopped");
            case "pending" -> new Finding(GatewayStatus.STARTING, "the instance is being started");
            default -> running(instance, desired, applied, ringing, now, boot);
        };
    }

    private static Finding running(
            Instance instance,
            DeployedState desired,
            Applied applied,
            List<String> ringing,
            Instant now,
            Duration boot) {
        boolean isNew = applied.at().isBefore(instance.launched());
        if (isNew && now.isBefore(instance.launched().plus(boot))) {
            return new Finding(GatewayStatus.STARTING, "the host boots");
        }
        if (!applied.generation().equals(desired.generation())) {
            return new Finding(GatewayStatus.APPLYING, "the host has not reported yet on what it should be now");
        }
        if (!applied.state().equals("applied")) {
            return new Finding(GatewayStatus.WRONG, applied.state() + ": " + applied.message());
        }
        if (!ringing.isEmpty()) {
            return new Finding(GatewayStatus.WRONG, "in alarm: " + String.join(", ", ringing));
        }
        return new Finding(
                GatewayStatus.HEALTHY,
                isNew
                        ? "it has applied what it should be before this start; whether it answers, ./portcullis smoke tells"
                        : "it has applied what it should be");
    }
}
