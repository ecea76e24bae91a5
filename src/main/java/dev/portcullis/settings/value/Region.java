package dev.portcullis.settings.value;

import java.util.regex.Pattern;

/** A region of AWS's commercial partition, such as {@code eu-west-1}; GovCloud and China have ARNs of their own. */
public record Region(String value) {
    private static final Pattern FORM = Pattern.compile(
            "(?:af|ap|ca|eu|il|me|mx|sa|us)-(?:north|south|east|west|central|(?:north|south)(?:east|west))-[1-9]");

    public Region {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a region: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
