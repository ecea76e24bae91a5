package dev.portcullis.settings.value;

import java.util.regex.Pattern;

/** The identifier of a Cloudflare account or zone: 32 hexadecimal digits in lower case. */
public record CloudflareId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    public CloudflareId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a Cloudflare id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
