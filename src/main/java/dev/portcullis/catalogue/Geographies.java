package dev.portcullis.catalogue;

import java.util.List;
import java.util.Map;

/**
 * The words for where a request may be computed, which are also the prefixes of Bedrock's inference profiles, and the
 * regions that each may hold: a promise about where data goes must not be broken by one mistyped region.
 */
final class Geographies {
    static final String GLOBAL = "global";

    private static final Map<String, List<String>> REGION_PREFIXES = Map.of(
            "us",
            List.of("us-", "ca-"),
            "eu",
            List.of("eu-"),
            "apac",
            List.of("ap-"),
            "jp",
            List.of("ap-northeast-1", "ap-northeast-3"),
            "au",
            List.of("ap-southeast-2", "ap-southeast-4"),
            GLOBAL,
            List.of(""));

    private Geographies() {}

    static List<String> words() {
        return List.of("us", "eu", "apac", "jp", "au", GLOBAL);
    }

    static boolean holds(String geography, String region) {
        return region.matches("[a-z]{2}-[a-z]+-[1-9]")
                && REGION_PREFIXES.getOrDefault(geography, List.of()).stream().anyMatch(region::startsWith);
    }

    /** @throws IllegalArgumentException for a word that is none of ours: a mistake in the caller's code */
    static String known(String geography) {
        if (!REGION_PREFIXES.containsKey(geography)) {
            throw new IllegalArgumentException("geography '" + geography + "', known: " + words());
        }
        return geography;
    }
}
