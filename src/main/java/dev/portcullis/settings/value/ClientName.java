package dev.portcullis.settings.value;

import java.util.regex.Pattern;

/** The name of a caller: lower-case kebab, 1 to 30 characters, so that it fits into every name derived from it. */
public record ClientName(String value) {
    private static final Pattern FORM = Pattern.compile("(?=.{1,30}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*");

    public ClientName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a client name: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
