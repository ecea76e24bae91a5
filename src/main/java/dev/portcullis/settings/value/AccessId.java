package dev.portcullis.settings.value;

import java.util.regex.Pattern;

/** The identifier of a login method or a rule group of Cloudflare Access: a UUID in lower case. */
public record AccessId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public AccessId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an id of Access: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
