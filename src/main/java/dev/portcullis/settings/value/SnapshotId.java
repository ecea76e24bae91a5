package dev.portcullis.settings.value;

import java.util.regex.Pattern;

/** The identifier of an EBS snapshot, in the old (8 digits) or the present (17 digits) length. */
public record SnapshotId(String value) {
    private static final Pattern FORM = Pattern.compile("snap-(?:[0-9a-f]{8}|[0-9a-f]{17})");

    public SnapshotId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a snapshot id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
