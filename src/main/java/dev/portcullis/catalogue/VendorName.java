package dev.portcullis.catalogue;

import java.util.regex.Pattern;

/**
 * A model's name as the vendors and the clouds write it, with its region, its vendor, its version or its date around it:
 * {@code us.anthropic.claude-haiku-4-5-20251001-v1:0}, {@code claude-haiku-4-5@20251001}, {@code claude-opus-5-5-latest}.
 */
final class VendorName {
    private static final Pattern BEFORE = Pattern.compile(
            "^(?:bedrock/|anthropic/)?(?:(?:us|eu|apac|jp|au|global)\\.)?(?:[a-z][a-z0-9]{1,19}\\.(?=[a-z]))?");
    private static final Pattern BEHIND =
            Pattern.compile("(?:[-@]20[0-9]{6}|-latest)?(?:-v[0-9]+(?::[0-9]+)?)?(?:\\[1m])?$");

    private VendorName() {}

    /** The name without the parts around it; the same text when there are none. */
    static String bare(String name) {
        return BEHIND.matcher(BEFORE.matcher(name).replaceFirst("")).replaceFirst("");
    }
}
