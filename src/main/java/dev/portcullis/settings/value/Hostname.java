package dev.portcullis.settings.value;

import java.util.regex.Pattern;

/**
 * A fully qualified DNS name in lower case, at least three labels, at most 63 characters in all: Cloudflare Access
 * refuses a longer application domain, and a zone's own apex is never given to a gateway.
 */
public record Hostname(String value) {
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern FORM = Pattern.compile(LABEL + "(?:\\." + LABEL + "){1,}\\.[a-z]{2,}");
    private static final int LONGEST = 63;

    public Hostname {
        if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a host name: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
