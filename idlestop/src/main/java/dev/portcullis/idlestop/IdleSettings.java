package dev.portcullis.idlestop;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The settings in the function's environment.
 *
 * @param metricNamespace where the gate publishes, such as {@code Portcullis/dev}
 * @param idleStopAfter whole minutes, from five to a day
 * @param awake when the host is left alone
 */
record IdleSettings(String instanceId, String metricNamespace, Duration idleStopAfter, AwakeTime awake) {
    static final String INSTANCE_ID = "INSTANCE_ID";
    static final String METRIC_NAMESPACE = "METRIC_NAMESPACE";
    static final String IDLE_STOP_AFTER = "IDLE_STOP_AFTER";
    static final String AWAKE = "AWAKE";

    private static final Pattern INSTANCE = Pattern.compile("i-[0-9a-f]{8,17}");
    private static final Pattern NAMESPACE = Pattern.compile("(?!AWS/)[A-Za-z0-9._/#-]{1,255}");
    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofDays(1);

    static IdleSettings of(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        String instance = instance(environment, problems);
        String namespace = namespace(environment, problems);
        String after = environment.getOrDefault(IDLE_STOP_AFTER, "");
        Duration duration = duration(after);
        if (duration.isZero()) {
            problems.add(problem(IDLE_STOP_AFTER, "whole minutes from PT5M to PT24H such as PT30M", after));
        }
        AwakeTime awake = awake(environment.getOrDefault(AWAKE, ""), problems);
        if (!problems.isEmpty()) {
            throw new BadEnvironment(problems);
        }
        return new IdleSettings(instance, namespace, duration, awake);
    }

    private static AwakeTime awake(String text, List<String> problems) {
        try {
            return AwakeTime.of(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            problems.add(problem(AWAKE, "times such as Mon-Fri 08:00-18:00 Europe/Berlin, or nothing", text));
            return AwakeTime.NEVER;
        }
    }

    static String instance(Map<String, String> environment, List<String> problems) {
        String instance = environment.getOrDefault(INSTANCE_ID, "");
        if (!INSTANCE.matcher(instance).matches()) {
            problems.add(problem(INSTANCE_ID, "an instance id such as i-0123456789abcdef0", instance));
        }
        return instance;
    }

    static String namespace(Map<String, String> environment, List<String> problems) {
        String namespace = environment.getOrDefault(METRIC_NAMESPACE, "");
        if (!NAMESPACE.matcher(namespace).matches()) {
            problems.add(problem(METRIC_NAMESPACE, "a namespace such as Portcullis/dev", namespace));
        }
        return namespace;
    }

    /** Zero for what is not a duration within the bounds. */
    private static Duration duration(String text) {
        try {
            Duration duration = Duration.parse(text);
            boolean fits = duration.compareTo(SHORTEST) >= 0
                    && duration.compareTo(LONGEST) <= 0
                    && duration.equals(Duration.ofMinutes(duration.toMinutes()));
            return fits ? duration : Duration.ZERO;
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }

    static String problem(String name, String expected, String given) {
        return name + ": expected " + expected + ", got " + (given.isEmpty() ? "nothing" : "'" + given + "'");
    }
}
