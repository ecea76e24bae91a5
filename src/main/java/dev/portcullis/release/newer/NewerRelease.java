package dev.portcullis.release.newer;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The comparison of a pin with what its maker has published.
 *
 * @param newest the newest release of all that is newer than the pin
 * @param proposed the newest one that is old enough to be taken
 */
public record NewerRelease(String program, String installed, Optional<Published> newest, Optional<Published> proposed) {
    /** A poisoned release is usually found within hours; the project takes none that is younger. */
    public static final Duration AGE = Duration.ofDays(7);

    private static final Comparator<Published> BY_VERSION =
            Comparator.comparing(Published::version, NewerRelease::compareVersions);

    /** @param now the time at which a release has its age */
    static NewerRelease of(String program, String installed, List<Published> published, Instant now) {
        List<Published> newer = published.stream()
                .filter(one -> compareVersions(one.version(), installed) > 0)
                .toList();
        return new NewerRelease(
                program,
                installed,
                newer.stream().max(BY_VERSION),
                newer.stream().filter(one -> !one.at().plus(AGE).isAfter(now)).max(BY_VERSION));
    }

    /** Number by number, so that 1.100.0 is newer than 1.99.0. */
    static int compareVersions(String one, String other) {
        int[] left = numbers(one);
        int[] right = numbers(other);
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int difference = Integer.compare(i < left.length ? left[i] : 0, i < right.length ? right[i] : 0);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static int[] numbers(String version) {
        return List.of(version.split("\\.", -1)).stream()
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
