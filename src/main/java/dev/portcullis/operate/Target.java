package dev.portcullis.operate;

import dev.portcullis.input.Problems;
import dev.portcullis.settings.Settings;
import dev.portcullis.settings.value.ResourceNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gateway that is meant: its region, and the names under which the declaration makes its parts. */
public record Target(String stack, String region) {

    /**
     * Reads it from the settings that {@code plan} and {@code up} read.
     *
     * @param raw full keys to values, with the defaults already merged
     */
    public static Target of(Map<String, Object> raw, String stack) {
        Problems problems = new Problems();
        Optional<Settings> settings = Settings.from(raw, stack, problems);
        problems.throwIfAny();
        return new Target(stack, settings.orElseThrow().account().region().value());
    }

    /** The tag {@code Name} of the instance. */
    String host() {
        return names().of("host");
    }

    /** The session document that opens a shell; {@code pulumi up} makes it under this name. */
    String shellDocument() {
        return names().of("shell");
    }

    String desired() {
        return names().parameter("desired");
    }

    String applied() {
        return names().parameter("applied");
    }

    /** The log group that takes the journal where the stack says so. */
    String journalGroup() {
        return names().hostLogs();
    }

    /** The log group of the function that stops an idle host. */
    String idleStopGroup() {
        return names().logGroup(names().of("idle-stop"));
    }

    /** Those that tell of the host and of what stops it. */
    List<String> alarms() {
        return List.of(names().of("host-reboot"), names().of("idle-stop-errors"), names().of("wake-errors"));
    }

    /** The budgets of a day's model calls, whose actions are the breaker. */
    List<String> breakerBudgets() {
        return List.of(names().of("bedrock-daily"), names().of("marketplace-daily"));
    }

    private ResourceNames names() {
        return new ResourceNames(stack);
    }
}
