package dev.portcullis.settings.value;

import java.util.regex.Pattern;

/** An availability zone by its name in the account, such as {@code eu-west-1a}; local zones are refused. */
public record AvailabilityZone(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]+[0-9][a-z]");

    public AvailabilityZone {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an availability zone: " + value);
        }
        new Region(regionName(value));
    }

    /** A zone's name is its region's and one letter. */
    public Region region() {
        return new Region(regionName(value));
    }

    @Override
    public String toString() {
        return value;
    }

    private static String regionName(String zone) {
        return zone.substring(0, zone.length() - 1);
    }
}
