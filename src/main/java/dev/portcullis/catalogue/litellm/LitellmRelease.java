package dev.portcullis.catalogue.litellm;

import dev.portcullis.input.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The releases of LiteLLM that may be used at all. */
final class LitellmRelease {
    /** Uploaded to the package index by somebody else; they steal credentials. They must never come back by a rollback. */
    private static final Set<String> COMPROMISED = Set.of("1.82.7", "1.82.8", "1.107.0");
    /** GHSA-7hp6-4w63-5g45, critical, is fixed from here on, but for one release. */
    private static final List<Integer> FLOOR = List.of(1, 102, 2);

    private static final String UNFIXED = "1.103.0";

    private static final String REMEDY = "Name a later release in config/litellm.in and compile the lock again";

    private LitellmRelease() {}

    static void check(String where, String version, Problems problems) {
        if (COMPROMISED.contains(version)) {
            problems.add(where, "a release of litellm that was not compromised", version, REMEDY);
        } else if (!version.matches("\\d{1,6}\\.\\d{1,6}\\.\\d{1,6}")) {
            problems.add(where, "a final release of litellm such as 1.108.7", version, REMEDY);
        } else if (isBelowFloor(version) || version.equals(UNFIXED)) {
            problems.add(where, "litellm 1.102.2 or later, but not 1.103.0", version, REMEDY);
        }
    }

    private static boolean isBelowFloor(String version) {
        List<Integer> numbers =
                Arrays.stream(version.split("\\.", -1)).map(Integer::valueOf).toList();
        for (int i = 0; i < FLOOR.size(); i++) {
            int difference = numbers.get(i) - FLOOR.get(i);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }
}
