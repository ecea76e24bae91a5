package dev.portcullis.idlestop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The wake function's settings in its environment.
 *
 * @param metricNamespace where starts are counted, such as {@code Portcullis/dev}
 * @param secretParameter the SecureString that holds the secret of the Worker's signatures
 * @param wakesPerDay the most starts in a day of UTC
 */
record WakeSettings(String instanceId, String metricNamespace, String secretParameter, int wakesPerDay) {
    static final String SECRET_PARAMETER = "SECRET_PARAMETER";
    static final String WAKES_PER_DAY = "WAKES_PER_DAY";

    private static final Pattern PARAMETER = Pattern.compile("(/[A-Za-z0-9._-]{1,100}){1,5}");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,2}");

    static WakeSettings of(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        String instance = IdleSettings.instance(environment, problems);
        String namespace = IdleSettings.namespace(environment, problems);
        String parameter = environment.getOrDefault(SECRET_PARAMETER, "");
        if (!PARAMETER.matcher(parameter).matches()) {
            problems.add(
                    IdleSettings.problem(SECRET_PARAMETER, "a name such as /portcullis/dev/wake-secret", parameter));
        }
        String number = environment.getOrDefault(WAKES_PER_DAY, "");
        if (!NUMBER.matcher(number).matches()) {
            problems.add(IdleSettings.problem(WAKES_PER_DAY, "a whole number from 1 to 999 such as 40", number));
        }
        if (!problems.isEmpty()) {
            throw new BadEnvironment(problems);
        }
        return new WakeSettings(instance, namespace, parameter, Integer.parseInt(number));
    }
}
