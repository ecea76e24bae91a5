package dev.portcullis.settings.value;

import java.util.regex.Pattern;

/**
 * An EC2 instance type on which the host image runs: arm64, and at least 2 GiB of memory, below which the parts of the
 * gateway do not fit together. The only family here with smaller sizes is t4g.
 */
public record InstanceType(String value) {
    private static final Pattern FORM = Pattern.compile("t4g\\.(?:small|medium|large|xlarge|2xlarge)"
            + "|[cmr]7g\\.(?:medium|large|xlarge|(?:2|4|8|12|16)xlarge)"
            + "|[cmr]8g\\.(?:medium|large|xlarge|(?:2|4|8|12|16|24|48)xlarge)");

    public InstanceType {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an instance type for the host: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
